"""The rows of what has passed phase2, and of what was pushed or failed if somebody asks for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set

from rdopkg_ci.core.judging import held
from rdopkg_ci.core.judging.row import Row
from rdopkg_ci.core.judging.turn import Hold
from rdopkg_ci.core.phase import STAGE
from rdopkg_ci.core.runs.verdict import Verdict
from rdopkg_ci.core.update.place import FAILED, UPDATES, Place
from rdopkg_ci.core.update.pool import Pooled
from rdopkg_ci.flows.board import apart, told_moves
from rdopkg_ci.flows.board.members import broken_row, member_row, unknown_row
from rdopkg_ci.flows.board.untested import untested_rows
from rdopkg_ci.flows.gathering import moved_notes
from rdopkg_ci.flows.gathering.snapshot import Snapshot
from rdopkg_ci.flows.gathering.updates import updates_at
from rdopkg_ci.flows.phases import stage


def settled(snapshot: Snapshot, what: Set[str], special: Set[str]) -> Iterable[Row]:
    """``special`` are those of the names that may be of anything: an id, a package, a person."""
    paths = snapshot.services.repo.files(snapshot.tip)
    is_deep = not special <= {place.id for path in paths if (place := Place.parse(path))}

    def wanted(place: Place) -> bool:
        named = {place.id, place.directory, f'{place.directory}/', 'all'}
        return place.is_ready or is_deep or not what.isdisjoint(named)

    found = updates_at(snapshot.services, snapshot.tip, snapshot.policy, wanted)
    ready = [one for one in found.pool.members if one.place.is_ready]
    untested = untested_rows(snapshot, ready)
    repo = snapshot.services.repo
    moved = moved_notes.moves(repo, snapshot.tip, ready)
    notes = moved_notes.notes(repo, ready, moved)
    for member in found.pool.members:
        place = member.place
        if place.directory == UPDATES:
            continue
        if member.id in untested:
            yield untested[member.id]
        elif place.is_ready:
            row = _staged_row(snapshot, member, place.directory)
            said = '' if row else _passed(snapshot, member, ready, moved)
            note = '\n'.join([said, *notes[member.id]])
            yield row or member_row(member, place.directory, note=note)
        else:
            row = member_row(member, place.directory)
            yield _failed(snapshot, row, member, place) if place.directory == FAILED else row
    for place, problem in sorted(found.broken.items()):
        if place.directory != UPDATES:
            yield broken_row(place, problem)


def _failed(snapshot: Snapshot, row: Row, member: Pooled, place: Place) -> Row:
    """Why it failed, or was withdrawn, and by whom, was said as it was moved."""
    last = snapshot.services.repo.history.said(snapshot.tip, member.path)
    withdrawn = told_moves.told(last, place, 'withdrawn')
    if withdrawn:
        return row._replace(note=withdrawn, hold=Hold.WITHDRAWN)
    return row._replace(note=told_moves.reason(last))


def _passed(
    snapshot: Snapshot, member: Pooled, ready: Sequence[Pooled], moved: Mapping[str, str]
) -> str:
    """That phase2 passed, and what it was not tested with."""
    others = ', '.join(apart.from_others(member, ready, moved))
    since = ', '.join(apart.pushed_since(snapshot, member, moved))
    told = [others, f'{since} in production since' if since else '']
    named = ' and '.join(filter(None, told))
    unseen = f', but not with {named}: stage tests them together' if named else ''
    return f'phase2 passed{unseen}'


def _staged_row(snapshot: Snapshot, member: Pooled, where: str) -> Row | None:
    """As stage has judged it, or nobody can tell whether it has; None where it has not."""
    staged = stage.survey(snapshot, member)
    if staged:
        row = _staged(staged, member, where)
        return row._replace(left_out=_left_out(snapshot, staged)) if row.is_red else row
    if STAGE in snapshot.evidence.problems:
        return unknown_row(snapshot, member, where, STAGE)
    return None


def _left_out(snapshot: Snapshot, staged: stage.Staged) -> Sequence[str]:
    services, policy, tip = snapshot.services, snapshot.policy, snapshot.tip
    found = (stage.left_out(services, policy, tip, one) for one in staged.requests.values())
    return sorted({update_id for ids in found for update_id in ids})


def _staged(staged: stage.Staged, member: Pooled, where: str) -> Row:
    if staged.against:
        those = ' and '.join(staged.against)
        note = f'stage found that it does not go with {those}, in production since'
        row = member_row(member, where, STAGE, note=note)
        return row._replace(override=Verdict.WAITING, hold=Hold.OVERTAKEN)
    if staged.is_past:
        row = member_row(member, where, STAGE, note='what stage tested has changed since')
        return row._replace(override=Verdict.WAITING, hold=Hold.CHANGED)
    tested = {one for request in staged.requests.values() for one in request.updates}
    ruling = held.own(staged.ruling, member.id, tested, 'stage')
    hold = Hold.OTHERS if ruling.verdict is Verdict.WAITING else Hold.NOTHING
    row = member_row(member, where, STAGE, ruling, 'stage passed' if ruling.green else '')
    together = sorted(tested - {member.id})
    return row._replace(requests=staged.requests, hold=hold, together=together)
