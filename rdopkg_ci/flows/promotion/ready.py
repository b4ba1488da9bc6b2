"""The updates that may be promoted: those in ``ready/`` and the groups' directories, with what
phase2 tested of them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from rdopkg_ci.core.policy.policy import Policy
from rdopkg_ci.core.publication import filelist
from rdopkg_ci.core.publication.filelist import Sum
from rdopkg_ci.core.text.terminal import quoted
from rdopkg_ci.core.update import move
from rdopkg_ci.core.update.place import PUSHED, Place
from rdopkg_ci.core.update.pool import Pooled
from rdopkg_ci.core.update.update import Build
from rdopkg_ci.errors import InvalidInput, Refused, UsageError, listed
from rdopkg_ci.flows import naming
from rdopkg_ci.flows.services import Services
from rdopkg_ci.flows.updates import Found, updates_at


class Ready(NamedTuple):
    """An update with the checksums of its RPMs; ``blobs`` holds the git ids of both files as they
    were read.
    """

    place: Place
    member: Pooled
    sums: tuple[Sum, ...]
    blobs: tuple[str, str]

    @property
    def id(self) -> str:
        return self.place.id

    def sums_of(self, build: Build) -> Sequence[Sum]:
        """The checksums of one of its builds."""
        key = (build.target, build.tag, build.id)
        return [entry for entry in self.sums if (entry.target, entry.tag, entry.build) == key]

    def is_in(self, blobs: Mapping[str, str]) -> bool:
        """Whether both files are as they were read, going by git's ids of all files by path."""
        return (blobs.get(str(self.place)), blobs.get(self.place.sums, '')) == self.blobs


class Chosen(NamedTuple):
    """``left`` says of each that cannot be read why it stays where it is; ``without`` are the ids
    of those that were left out.
    """

    updates: Sequence[Ready]
    left: Sequence[InvalidInput]
    without: Sequence[str]


def chosen(
    services: Services, commit: str, policy: Policy, what: Sequence[str], without: Sequence[str]
) -> Chosen:
    """What is named, by id, release, target or group, and not left out by its id; everything
    without a name. An update is chosen whole or not at all.

    Raises UsageError for a name that means nothing, InvalidInput for a broken file that is named,
    Refused for an update that phase2 has not tested.
    """
    blobs = services.repo.files(commit)
    called = [naming.spelled(policy, name) for name in what]
    names = naming.ids(services.repo, commit, called)
    left_out = naming.ids(services.repo, commit, without)
    found = updates_at(services, commit, policy, lambda place: place.is_ready)
    named = [
        member
        for member in found.pool.members
        if not names or any(_means(name, member) for name in names)
    ]
    _check_names(names, found, blobs, policy)
    _check_without(left_out, found)
    members = [member for member in named if member.id not in left_out]
    broken = {
        place.id: InvalidInput(
            f'{place.id} stays where it is:',
            (reason,),
            'Correct the file or the policy in the rdo-update repo, or withdraw it.',
        )
        for place, reason in sorted(found.broken.items())
    }
    for update_id in names:
        if update_id in broken:
            raise broken[update_id]
    rest = [member.id for member in named if member.id in left_out]
    return Chosen(_with_sums(services, commit, members, blobs), list(broken.values()), rest)


def _means(name: str, member: Pooled) -> bool:
    targets = member.update.targets
    return name in {
        member.id,
        member.path.partition('/')[0],
        *map(str, targets),
        *(target.release for target in targets),
    }


def _check_names(
    names: Sequence[str], found: Found, blobs: Mapping[str, str], policy: Policy
) -> None:
    """A known name may well choose nothing: what it meant has been promoted already."""
    known = {*map(str, policy.targets), *(target.release for target in policy.targets)}
    ids = {
        *(place.id for place in found.broken),
        *(place.id for path in blobs if (place := Place.parse(path)) and place.directory == PUSHED),
    }
    unknown = [
        n
        for n in names
        if n not in known | ids and not any(_means(n, member) for member in found.pool.members)
    ]
    if unknown:
        raise UsageError(
            f'nothing is ready of {", ".join(map(quoted, unknown))}', _ready_are(found)
        )


def _check_without(ids: Sequence[str], found: Found) -> None:
    unknown = sorted({*ids} - {*found.pool.ids, *(place.id for place in found.broken)})
    if unknown:
        raise UsageError(
            f'--without: not ready: {", ".join(map(quoted, unknown))}', _ready_are(found)
        )


def _ready_are(found: Found) -> str:
    return f'Ready are: {", ".join(found.pool.ids) or "none"}.'


def _with_sums(
    services: Services, commit: str, members: Sequence[Pooled], blobs: Mapping[str, str]
) -> Sequence[Ready]:
    places = {member.id: Place(member.path.partition('/')[0], member.id) for member in members}
    texts = services.repo.read_many(commit, [place.sums for place in places.values()])
    ready: list[Ready] = []
    problems: list[str] = []
    for member in members:
        place = places[member.id]
        sums = filelist.parse_sums(texts.get(place.sums, b''), place.sums)
        problems += _untested(member, sums, place)
        problems += filter(None, [_blocked(place, blobs)])
        ready.append(Ready(place, member, sums, (blobs[str(place)], blobs.get(place.sums, ''))))
    if problems:
        hint = (
            'Take the update out with `rdopkg ci withdraw` and submit it again, or promote the'
            ' others with --without ID.'
        )
        raise Refused(listed('not all that is ready can be promoted:', problems), hint)
    return ready


def _blocked(place: Place, blobs: Mapping[str, str]) -> str:
    """Why it cannot go to ``pushed/``: production would hold it, and its record nobody."""
    why = move.blocked(Place(PUSHED, place.id), blobs)
    return f'{place} {why}' if why else ''


def _untested(member: Pooled, sums: Sequence[Sum], place: Place) -> Sequence[str]:
    """Where the checksums and the builds of the update do not fit together; builds of the source
    `dummy` hold nothing.
    """
    builds = {(build.target, build.tag, build.id): build.source for build in member.update.builds}
    tested = {(entry.target, entry.tag, entry.build) for entry in sums}
    lacking = sorted(key for key in builds.keys() - tested if builds[key] != 'dummy')
    missing = [
        f'{place}: {build} ({target}) has no checksums in {place.sums}'
        for target, _, build in lacking
    ]
    return missing + [
        f'{place.sums}: {build} ({target}) is no build of {place}'
        for target, _, build in sorted(tested - builds.keys())
    ]
