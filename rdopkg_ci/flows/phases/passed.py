"""What passed phase2 moves to ``ready/`` in one commit, with the checksums of what was tested."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rdopkg_ci.core.event import Action, Event
from rdopkg_ci.core.publication.filelist import dump_sums
from rdopkg_ci.core.update import move
from rdopkg_ci.core.update.place import UPDATES, Place
from rdopkg_ci.core.update.pool import Pooled
from rdopkg_ci.doors.git.edit import Edit
from rdopkg_ci.flows.phases.round_status import RoundStatus
from rdopkg_ci.flows.services import Services


def moved(services: Services, status: RoundStatus) -> Sequence[Event]:
    """Move it; returns what was done."""
    if not status.passed:
        return ()
    members = services.repo.edit(lambda tip: _edit(services, status, tip))
    return [Event(one.id, Action.MOVED, one.destination.directory) for one in members]


def _edit(
    services: Services, status: RoundStatus, tip: str
) -> tuple[Edit | None, Sequence[Pooled]]:
    """The commit that moves what passed and is still what was tested, and what that is."""
    now = status._replace(touched=services.repo.history.touched(status.round.commit, tip))
    members = _movable(now, services.repo.files(tip))
    if not members:
        return None, ()
    moves = [(Place(UPDATES, member.id), member.destination) for member in members]
    contents = services.repo.read_many(tip, [str(old) for old, _ in moves])
    paths: dict[str, bytes | None] = {}
    for member, (old, new) in zip(members, moves):
        paths[str(old)] = None
        paths[str(new)] = contents[str(old)]
        paths[new.sums] = dump_sums(status.sums(member))
    authors = {str(old): services.repo.history.author(tip, str(old)) for old, _ in moves}
    targets = {target for member in members for target in member.update.targets}
    notes = {target: known for target, known in status.notes.items() if target in targets}
    why = move.noted(f'phase2 of {status.round.commit[:12]} passed.', notes)
    said, fresh = move.message(why, moves, authors), [str(new) for _, new in moves]
    return Edit(paths, said, move.author(authors), fresh), members


def _movable(status: RoundStatus, blobs: Mapping[str, str]) -> Sequence[Pooled]:
    return [
        member
        for member in status.passed
        if status.is_of(member.id, blobs.get(str(Place(UPDATES, member.id)), ''))
        and not move.blocked(member.destination, blobs)
    ]
