"""Which of the ready updates a promotion is about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from typing import NamedTuple

from rdopkg_ci.core.policy.policy import Policy
from rdopkg_ci.core.text.terminal import quoted
from rdopkg_ci.core.update.place import PUSHED, Place
from rdopkg_ci.core.update.pool import Pooled
from rdopkg_ci.errors import InvalidInput, UsageError
from rdopkg_ci.flows import naming
from rdopkg_ci.flows.gathering.updates import Found, updates_at
from rdopkg_ci.flows.naming import lookup
from rdopkg_ci.flows.promotion import unready
from rdopkg_ci.flows.promotion.idle import reason
from rdopkg_ci.flows.promotion.ready import Ready, with_sums
from rdopkg_ci.flows.services import Services


class Chosen(NamedTuple):
    """``broken`` says by id of each that cannot be read why it stays where it is; ``without`` are
    the ids of those that were left out, ``idle`` says of each name that chooses nothing why.
    """

    updates: Sequence[Ready]
    broken: Mapping[str, InvalidInput]
    without: Sequence[str]
    idle: Mapping[str, str]


def chosen(
    services: Services, commit: str, policy: Policy, what: Sequence[str], without: Sequence[str]
) -> Chosen:
    """What is named, by id, release, target or group, and not left out by its id; everything
    without a name. An update is chosen whole or not at all.

    Raises UsageError for a name that means nothing, InvalidInput for a broken file that is named,
    NotGreen for an update that phase2 has not tested.
    """
    blobs = services.repo.files(commit)
    words = {*_words(policy), *(place.directory for place in map(Place.parse, blobs) if place)}
    called = [naming.spelled(policy, name.rstrip('/')) for name in what]
    names = [name if name in words else _id(services, commit, name) for name in called]
    left_out = [_id(services, commit, name) for name in without]
    found = updates_at(services, commit, policy, lambda place: place.is_ready)
    _check_names(services, names, found, blobs, policy)
    _check_without(left_out, found)
    broken = {place.id: _broken(place, why) for place, why in sorted(found.broken.items())}
    for update_id in names:
        if update_id in broken:
            raise broken[update_id]
    members = [one for one in found.pool.members if not names or _is_meant(names, one)]
    out = [one.id for one in members if one.id in left_out]
    going = [one for one in members if one.id not in left_out]
    updates = with_sums(services, commit, going, blobs, out)
    idle = {
        name: reason(services, commit, blobs, name)
        for name in names
        if not any(_is_meant([name], one) for one in members)
    }
    return Chosen(updates, broken, out, idle)


def _id(services: Services, commit: str, name: str) -> str:
    return lookup.update_id(services, commit, name, lambda place: place.is_ready)


def _words(policy: Policy) -> Set[str]:
    """What may be named though nothing of it is ready."""
    return {*map(str, policy.targets), *policy.releases}


def _broken(place: Place, reason: str) -> InvalidInput:
    hint = 'Correct the file or the policy in the rdo-update repo, or withdraw it.'
    return InvalidInput(f'{place.id} stays where it is:', (reason,), hint)


def _is_meant(names: Iterable[str], member: Pooled) -> bool:
    targets = member.update.targets
    return not {
        member.id,
        member.place.directory,
        *map(str, targets),
        *(target.release for target in targets),
    }.isdisjoint(names)


def _check_names(
    services: Services,
    names: Sequence[str],
    found: Found,
    blobs: Mapping[str, str],
    policy: Policy,
) -> None:
    """A known name may well choose nothing: what it meant has been promoted already."""
    ids = {
        *(place.id for place in found.broken),
        *(place.id for path in blobs if (place := Place.parse(path)) and place.directory == PUSHED),
    }
    words = _words(policy)
    unknown = [
        n
        for n in names
        if n not in words | ids and not any(_is_meant([n], member) for member in found.pool.members)
    ]
    if unknown:
        known = {*words, *found.pool.ids}
        reasons = (unready.reason(services, blobs, name, known) for name in unknown)
        raise UsageError('\n'.join(reasons), _ready_are(found))


def _check_without(ids: Sequence[str], found: Found) -> None:
    unknown = sorted({*ids} - {*found.pool.ids, *(place.id for place in found.broken)})
    if unknown:
        raise UsageError(
            f'--without: not ready: {", ".join(map(quoted, unknown))}', _ready_are(found)
        )


def _ready_are(found: Found) -> str:
    return f'Ready are: {", ".join(found.pool.ids) or "none"}.'
