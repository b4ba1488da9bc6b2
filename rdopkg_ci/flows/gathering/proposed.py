"""The open changes that add or edit exactly one file in ``updates/``; others are none of our
business.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rdopkg_ci.core.review.change import Change
from rdopkg_ci.core.text.characters import LIMIT
from rdopkg_ci.core.text.terminal import quoted
from rdopkg_ci.core.update.place import UPDATES, Place
from rdopkg_ci.doors.git.paths import ABSENT, PathChange
from rdopkg_ci.doors.review import Review
from rdopkg_ci.doors.update_repo import UpdateRepo

# Where a change is shown whose record does not say what it proposes; no update has such an id.
NOWHERE = Place(UPDATES, '????')


class Proposed(NamedTuple):
    """``content`` is the file at the change's current revision; without it ``problem`` says why
    nobody can tell. ``refusal`` says why that revision can never be merged as it is.
    """

    place: Place
    change: Change
    content: bytes
    problem: str = ''
    refusal: str = ''


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
    whole = {change.revision: change.ref for change, _ in mine if not change.problem}
    problems = repo.bring(whole)
    there = [change.revision for change, _ in mine if change.revision in {*whole} - {*problems}]
    edits = repo.changed(there)
    roots = repo.roots(list(edits))
    named = [(change.revision, str(place)) for change, place in mine if change.revision in edits]
    contents = repo.read_each(named, LIMIT)
    found = []
    for change, place in mine:
        revision = change.revision
        content = contents.get((revision, str(place)))
        problem = change.problem or problems.get(revision, '')
        if not problem and revision not in edits:
            problem = f'its commit {revision[:12]} is damaged'
        refusal = '' if problem else _refusal(place, edits[revision], revision in roots)
        if content is None and not problem and not refusal and _is_there(place, edits[revision]):
            refusal = f'it holds more than {LIMIT:,} bytes; list builds and notes, nothing else'
        if content is not None or problem or refusal:
            found.append(Proposed(place, change, content or b'', problem, refusal))
    return found


def _refusal(place: Place, edits: Sequence[PathChange], is_root: bool) -> str:
    """Why git would merge something else than one update file, whatever the server says of it."""
    if is_root:
        return 'the commit has no parent, so nobody can tell what it changes; submit it again'
    others = [edit.path for edit in edits if edit.path != str(place)]
    if others:
        return f'it changes more than its file: {", ".join(map(quoted, others[:5]))}'
    strange = [edit for edit in edits if not edit.is_plain]
    if strange:
        return f"it is not a regular file (git's mode {strange[0].new}); submit the file itself"
    return ''


def _is_there(place: Place, edits: Sequence[PathChange]) -> bool:
    """Whether the file is not removed by the change."""
    return any(edit.path == str(place) and edit.new != ABSENT for edit in edits)


def _place(change: Change) -> Place | None:
    place = Place.parse(change.paths[0]) if len(change.paths) == 1 else None
    if place and place.directory == UPDATES:
        return place
    return NOWHERE if change.problem else None
