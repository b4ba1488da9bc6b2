"""What was noted of updates as phase2 moved them: it outlives the runs, in the commit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from rdopkg_ci.core.depsolve.package import is_about
from rdopkg_ci.core.update import move
from rdopkg_ci.core.update.pool import Pooled
from rdopkg_ci.doors.update_repo import UpdateRepo


def moves(repo: UpdateRepo, tip: str, members: Iterable[Pooled]) -> Mapping[str, str]:
    """By id the commit that brought it there: one round moves all of its own by one."""
    places = {one.id: one.path for one in members}
    newest = repo.history.newest(tip, {*places.values()})
    return {update_id: newest.get(path, '') for update_id, path in places.items()}


def notes(
    repo: UpdateRepo, members: Iterable[Pooled], moved: Mapping[str, str]
) -> Mapping[str, Sequence[str]]:
    """By id what is about each, on its targets; ``moved`` is what `moves` tells of them."""
    said = {commit: repo.history.message(commit) for commit in {*moved.values()} if commit}
    return {one.id: _about(one, said.get(moved[one.id], '')) for one in members}


def _about(one: Pooled, said: str) -> Sequence[str]:
    """A round notes what it found of all that it tested together."""
    return [note for note in move.notes(said, one.update.targets) if is_about(note, one.id)]


def every(repo: UpdateRepo, tip: str, members: Sequence[Pooled]) -> Sequence[str]:
    """Of all of them, each once."""
    found = notes(repo, members, moves(repo, tip, members))
    return [*dict.fromkeys(note for some in found.values() for note in some)]
