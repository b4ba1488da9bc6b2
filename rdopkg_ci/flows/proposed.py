"""The open changes that add or edit exactly one file in ``updates/``; others are none of our
business.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rdopkg_ci.core.review.change import Change
from rdopkg_ci.core.update.place import UPDATES, Place
from rdopkg_ci.doors.review import Review
from rdopkg_ci.doors.update_repo import UpdateRepo


class Proposed(NamedTuple):
    """``content`` is the file at the change's current revision; without it ``problem`` says why
    nobody can tell.
    """

    place: Place
    change: Change
    content: bytes
    problem: str = ''


def proposed(review: Review, repo: UpdateRepo) -> Sequence[Proposed]:
    """Ask the review system, then read what the changes bring; in the order of their numbers."""
    return read(repo, review.open_changes())


def places(changes: Sequence[Change]) -> Sequence[tuple[Change, Place]]:
    """The changes that propose an update, each with where its file lies."""
    found = ((change, _place(change)) for change in changes)
    return [(change, place) for change, place in found if place]


def read(repo: UpdateRepo, changes: Sequence[Change]) -> Sequence[Proposed]:
    """What the changes propose, all of it fetched and read at once."""
    mine = places(changes)
    problems = repo.bring({change.revision: change.ref for change, _ in mine})
    there = [item for item in mine if item[0].revision not in problems]
    contents = repo.read_each([(change.revision, str(place)) for change, place in there])
    found = []
    for change, place in mine:
        problem = problems.get(change.revision, '')
        content = contents.get((change.revision, str(place)))
        if content is not None or problem:
            found.append(Proposed(place, change, content or b'', problem))
    return found


def _place(change: Change) -> Place | None:
    place = Place.parse(change.paths[0]) if len(change.paths) == 1 else None
    return place if place and place.directory == UPDATES else None
