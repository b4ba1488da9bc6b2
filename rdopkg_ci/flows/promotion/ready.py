"""An update that may be promoted, with what phase2 tested of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from rdopkg_ci.core.judging.typed import less
from rdopkg_ci.core.publication import filelist
from rdopkg_ci.core.publication.filelist import Sum
from rdopkg_ci.core.publication.untested import untested
from rdopkg_ci.core.update import move
from rdopkg_ci.core.update.place import PUSHED, Place
from rdopkg_ci.core.update.pool import Pooled
from rdopkg_ci.core.update.update import Build
from rdopkg_ci.errors import NotGreen, listed
from rdopkg_ci.flows.services import Services


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
        return filelist.of_build(self.sums, build)

    def is_in(self, blobs: Mapping[str, str]) -> bool:
        """Whether both files are as they were read, going by git's ids of all files by path."""
        return (blobs.get(str(self.place)), blobs.get(self.place.sums, '')) == self.blobs


def with_sums(
    services: Services,
    commit: str,
    members: Sequence[Pooled],
    blobs: Mapping[str, str],
    left_out: Sequence[str] = (),
) -> Sequence[Ready]:
    """Raises NotGreen for an update that phase2 has not tested, or that has nowhere to go. One
    that it has passed without some target is returned with the others, for that stops none.
    ``left_out`` are the ids of those that are left out.
    """
    texts = services.repo.read_many(commit, [member.place.sums for member in members])
    ready: list[Ready] = []
    problems: list[str] = []
    for member in members:
        place = member.place
        sums = filelist.parse_sums(texts.get(place.sums, b''), place.sums)
        problems += _untested(member, sums, place, place.sums in blobs)
        problems += filter(None, [_blocked(place, blobs)])
        ready.append(Ready(place, member, sums, (blobs[str(place)], blobs.get(place.sums, ''))))
    if problems:
        option = less(left_out, 'ID')
        others = f', or promote the others with {option}' if len(members) > 1 else ''
        hint = f'Take the update out with `rdopkg ci withdraw` and submit it again{others}.'
        raise NotGreen(listed('not all that is ready can be promoted:', problems), hint)
    return ready


def _blocked(place: Place, blobs: Mapping[str, str]) -> str:
    """Why it cannot go to ``pushed/``: production would hold it, and its record nobody."""
    why = move.blocked(Place(PUSHED, place.id), blobs)
    return f'{place} {why}' if why else ''


def _untested(member: Pooled, sums: Sequence[Sum], place: Place, is_listed: bool) -> Sequence[str]:
    """Where the checksums and the builds of the update do not fit together. ``is_listed`` says that
    there is a list to go by: where all that it lacks are whole targets, these were passed over.
    """
    builds = {(build.target, build.tag, build.id): build for build in member.update.builds}
    tested = {(entry.target, entry.tag, entry.build) for entry in sums}
    lacking = sorted(key for key in builds.keys() - tested if builds[key].holds_rpms)
    strange = sorted(tested - builds.keys())
    passed_over = untested(member.update, sums) if is_listed and not strange else ()
    if passed_over and {target for target, _, _ in lacking} <= {*passed_over}:
        return []
    missing = [
        f'{place}: {build} ({target}) has no checksums in {place.sums}'
        for target, _, build in lacking
    ]
    return missing + [
        f'{place.sums}: {build} ({target}) is no build of {place}' for target, _, build in strange
    ]
