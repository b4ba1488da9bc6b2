"""The updates that exist already: what a submission may be a new patch set of, or must not take the
id of.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from typing import NamedTuple

from rdopkg_ci.core.review.change import Change
from rdopkg_ci.core.review.submission import Beside
from rdopkg_ci.core.update import identity, update_file
from rdopkg_ci.core.update.place import FAILED, PUSHED, UPDATES, Place
from rdopkg_ci.core.update.update import Build, Update
from rdopkg_ci.errors import InvalidInput
from rdopkg_ci.flows.gathering.proposed import Proposed, proposed
from rdopkg_ci.flows.holdings import Holdings
from rdopkg_ci.flows.services import Services

PROJECT = 'rdo-update'


class Known(NamedTuple):
    """By id: the open changes, where each update lies in the branch, and its file there. ``blobs``
    are git's ids of the files by path; ``gone`` are the ids that the branch has had once, which the
    gate would refuse.
    """

    proposed: Mapping[str, Proposed]
    places: Mapping[str, Place]
    merged: Mapping[str, bytes]
    blobs: Mapping[str, str]
    gone: Set[str] = frozenset()

    def change(self, update_id: str) -> Change | None:
        item = self.proposed.get(update_id)
        return item.change if item else None

    def key(self, update_id: str, abandoned: str = '') -> str:
        """A closed change takes no more patch sets, so an edit of what is in the repo has a key of
        its own, and so has one after another that was ``abandoned``, by its number.
        """
        change = self.change(update_id)
        if change:
            return change.key
        blob = self.blobs.get(str(Place(UPDATES, update_id)), '')
        return identity.change_key(PROJECT, f'{update_id} {blob} {abandoned}'.strip())

    def exists(self, update_id: str) -> bool:
        return update_id in self.places or update_id in self.proposed

    def content(self, update_id: str) -> bytes | None:
        """The file as it is on its way, the review's before the branch's."""
        if update_id in self.proposed:
            return self.proposed[update_id].content
        return self.merged.get(update_id)

    def same(self, update: Update) -> Sequence[str]:
        """The ids of those on their way that list just these builds, in review or in the branch."""
        builds = {*update.builds}
        pooled = {*self.merged} & self._pooled()
        both = [(one, self.merged[one]) for one in pooled]
        both += [(one, item.content) for one, item in self.proposed.items()]
        return sorted({one for one, content in both if {*_listed(content, one)} == builds})

    def elsewhere(self, update_id: str, update: Update) -> Iterator[str]:
        """A warning for each build that another update on its way lists too."""
        for other, builds in self._others(update_id):
            listed = {(build.id, build.target) for build in builds}
            for build in update.builds:
                if (build.id, build.target) in listed:
                    yield f'{build.id} ({build.target}) is in update {other} too'

    def in_production(self, update: Update, held: Holdings) -> Iterator[str]:
        """A warning for each build that production has already."""
        for build in update.builds:
            if build.id in held.get(build.target, ()):
                since = next((f' since {one}' for one in self._shipped(build)), '')
                yield f'{build.id} ({build.target}) is in production{since}'

    def _shipped(self, build: Build) -> Iterator[str]:
        """The updates that brought it there."""
        for place in sorted(self.places.values()):
            if place.directory == PUSHED and _same(build) in map(_same, self.builds(place.id)):
                yield place.id

    def beside(self, update_id: str, update: Update) -> Iterator[Beside]:
        """Other versions of these packages for the same targets, in updates on their way."""
        packages = {(build.name, build.target) for build in update.builds}
        same = {(build.id, build.target) for build in update.builds}
        for other, builds in self._others(update_id):
            change = self.change(other)
            for build in builds:
                is_same = (build.id, build.target) in same
                if (build.name, build.target) in packages and not is_same:
                    yield Beside(other, change.number if change else 0, build)

    def _others(self, update_id: str) -> Iterator[tuple[str, Sequence[Build]]]:
        """The builds of each other update on its way."""
        for other in sorted({*self._pooled(), *self.proposed} - {update_id}):
            yield other, self.builds(other)

    def _pooled(self) -> Set[str]:
        """Those that are merged and on their way."""
        places = self.places.values()
        return {place.id for place in places if place.directory not in (PUSHED, FAILED)}

    def is_other(self, update: Update) -> identity.Taken:
        """Whether an id belongs to an update of other builds than ours."""
        return lambda update_id: self._is_taken(update_id, update)

    def _is_taken(self, update_id: str, update: Update) -> bool:
        place = self.places.get(update_id)
        if not self.exists(update_id):
            return update_id in self.gone
        if place and place.directory == FAILED:
            return True
        return set(self.builds(update_id)) != set(update.builds)

    def builds(self, update_id: str) -> Sequence[Build]:
        return _listed(self.content(update_id) or b'', update_id)


def _listed(content: bytes, update_id: str) -> Sequence[Build]:
    """None where the file is no update."""
    try:
        return update_file.parse(content, update_id).update.builds if content else ()
    except InvalidInput:
        return ()


def _same(build: Build) -> tuple[str, str]:
    """What is one build however its dist is spelled."""
    return build.id, build.repo


def gather(services: Services, tip: str) -> Known:
    """Everything at once: the open changes and what they bring, and every update of the branch."""
    found = {item.place.id: item for item in proposed(services.review, services.repo)}
    blobs = services.repo.files(tip)
    places = {place.id: place for path in blobs if (place := Place.parse(path))}
    files = services.repo.read_many(tip, [str(place) for place in places.values()])
    merged = {place.id: files[str(place)] for place in places.values() if str(place) in files}
    ever = services.repo.history.ever(tip, ['*/????.yml'])
    gone = {place.id for path in ever if (place := Place.parse(path))} - places.keys()
    return Known(found, places, merged, blobs, gone)
