"""The one update that a person means to do something with, whatever they call it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from typing import NamedTuple

from rdopkg_ci.core.target import Target
from rdopkg_ci.core.text.terminal import quoted, safe_line
from rdopkg_ci.core.update import update_file
from rdopkg_ci.core.update.place import FAILED, PUSHED, UPDATES, Place
from rdopkg_ci.core.update.update import Update
from rdopkg_ci.errors import InvalidInput, UsageError, listed
from rdopkg_ci.flows import naming
from rdopkg_ci.flows.gathering.proposed import Proposed
from rdopkg_ci.flows.naming import own_file
from rdopkg_ci.flows.services import Branch

# Where an update has to lie for what is to be done with it.
Fits = Callable[[Place], bool]


class _Filed(NamedTuple):
    place: Place
    update: Update


def on_its_way(place: Place) -> bool:
    return place.directory not in (PUSHED, FAILED)


def update_id(
    branch: Branch, tip: str, name: str, fits: Fits, changes: Sequence[Proposed] | None = None
) -> str:
    """Its id, for that, its file or the path of it, an update file of ours, a change by number or
    address, a build by its NVR or an RPM of it, or a package; any other name as it is. Of those
    that list a build the ones that ``fit`` come first, by a package no others are meant;
    ``changes`` are the open ones, where they count.

    Raises UsageError, with the candidates, where several are left, and of a file that is none of
    these updates.
    """
    places = [place for path in branch.repo.files(tip) if (place := Place.parse(path))]
    known = {place.id for place in places} | {one.place.id for one in changes or ()}
    plain = naming.plain(name, known)
    [found] = naming.ids(branch, tip, [plain])
    if found in known or naming.number(branch, name):
        return found
    listing = [*_listed(branch, tip, places, changes or ())]
    own = own_file.read(name, branch.policy(tip))
    if own:
        return _submitted(name, own, listing, fits, changes is None)
    lists = [one for one in listing if _lists(one.update, plain)]
    brings = [one for one in listing if fits(one.place) and _brings(one.update, plain)]
    return _one(name, lists or brings, fits) or plain


def from_file(branch: Branch, tip: str, name: str, own: Update, changes: Sequence[Proposed]) -> str:
    """The id of the update that was submitted from our file of that name, which holds ``own``.
    Raises UsageError as `update_id`.
    """
    places = [place for path in branch.repo.files(tip) if (place := Place.parse(path))]
    return _submitted(name, own, [*_listed(branch, tip, places, changes)], on_its_way)


def _submitted(
    name: str, own: Update, listing: Sequence[_Filed], fits: Fits, is_part: bool = False
) -> str:
    """As `rdopkg update FILE` finds it again: by its builds. ``is_part`` says that it may also be
    under review.
    """
    builds = {*own.builds}
    same = [one for one in listing if {*one.update.builds} == builds]
    found = _one(name, [one for one in same if one.update == own] or same, fits)
    if not found and is_part:
        raise own_file.unmerged(name)
    if not found:
        packages = _packages(own)
        pool = [one for one in listing if one.place.directory == UPDATES]
        near = [one for one in pool if _packages(one.update) == packages]
        raise own_file.unsubmitted(name, near[0].place.id if len(near) == 1 else '')
    return found


def _packages(update: Update) -> Set[tuple[str, Target]]:
    return {(build.name, build.target) for build in update.builds}


def _one(name: str, found: Sequence[_Filed], fits: Fits) -> str:
    """The id of the one among them that ``fits``, or else of the only one, what failed last; empty
    for none.
    """
    fitting = [one for one in found if fits(one.place)]
    fitting = fitting or [one for one in found if one.place.directory != FAILED] or [*found]
    titles = {one.place.id: one.update.title for one in fitting}
    if len(titles) > 1:
        raise _ambiguous(name, titles)
    return next(iter(titles), '')


def _listed(
    branch: Branch, tip: str, places: Sequence[Place], changes: Sequence[Proposed]
) -> Iterator[_Filed]:
    """The updates that can be read."""
    files = branch.repo.read_many(tip, list(map(str, places)))
    contents = [(place, files.get(str(place), b'')) for place in places]
    contents += [(one.place, one.content) for one in changes]
    for place, content in contents:
        try:
            yield _Filed(place, update_file.parse(content, str(place)).update)
        except InvalidInput:
            continue


def _lists(update: Update, build_id: str) -> bool:
    return any(build.id == build_id for build in update.builds)


def _brings(update: Update, package: str) -> bool:
    return any(build.name == package for build in update.builds)


def _ambiguous(name: str, titles: Mapping[str, str]) -> UsageError:
    updates = [f'{one}  {safe_line(title)}'.rstrip() for one, title in sorted(titles.items())]
    problem = f'{quoted(name)} is in {len(titles)} updates; which one is meant?'
    return UsageError(listed(problem, updates), 'Name it by its id.')
