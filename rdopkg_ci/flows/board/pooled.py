"""The rows of the pool, each update by the round that tested it as it is now."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, partial
from typing import NamedTuple

from rdopkg_ci.core.judging import held
from rdopkg_ci.core.judging.judge import judge
from rdopkg_ci.core.judging.next_step import next_step
from rdopkg_ci.core.judging.row import Row
from rdopkg_ci.core.judging.ruling import Ruling
from rdopkg_ci.core.judging.turn import Hold
from rdopkg_ci.core.phase import PHASE2
from rdopkg_ci.core.runs.rounds import Round
from rdopkg_ci.core.runs.verdict import Verdict
from rdopkg_ci.core.update import move
from rdopkg_ci.core.update.place import UPDATES
from rdopkg_ci.core.update.pool import Pool, Pooled
from rdopkg_ci.flows.board.left_out import earlier, left_out
from rdopkg_ci.flows.board.members import NOT_ASKED, broken_row, member_row, unknown_row
from rdopkg_ci.flows.gathering.snapshot import Snapshot
from rdopkg_ci.flows.gathering.updates import pool_at
from rdopkg_ci.flows.phases import phase2
from rdopkg_ci.flows.phases.round_status import RoundStatus


def pooled(snapshot: Snapshot) -> Iterable[Row]:
    found = pool_at(snapshot.services, snapshot.tip, snapshot.policy)
    rounds, there = phase2.survey(snapshot), snapshot.services.repo.files(snapshot.tip)
    unjudged = _unjudged(snapshot, found.pool)
    # Of a round that left out many they are judged once.
    before = cache(partial(earlier, snapshot))
    for member in found.pool.members:
        row = _member(snapshot, rounds.judged, member, found.blobs, unjudged, before)
        # However green it is, nothing moves over what is there.
        blocked = move.blocked(member.destination, there)
        yield row._replace(note=blocked, hold=Hold.BLOCKED) if blocked else row
    yield from _broken_rounds(rounds)
    for place, problem in sorted(found.broken.items()):
        yield broken_row(place, problem)


def _unjudged(snapshot: Snapshot, pool: Pool) -> Mapping[str, Ruling]:
    """By the ids of those that a round could not judge, for every target is disabled: how so."""
    policy, today = snapshot.policy, snapshot.today
    parts = [(part, judge(part.targets, PHASE2, (), policy, today)) for part in pool.parts()]
    return {
        member.id: ruling.only(member.update.targets)
        for part, ruling in parts
        if ruling.all_disabled
        for member in part.members
    }


def _member(
    snapshot: Snapshot,
    tested: Sequence[RoundStatus],
    member: Pooled,
    blobs: Mapping[str, str],
    unjudged: Mapping[str, Ruling],
    before: Callable[[Round], Sequence[RoundStatus]],
) -> Row:
    blob = blobs[member.id]
    item = next((one for one in tested if one.is_of(member.id, blob)), None)
    if item:
        return _tested(item, member, blobs)
    if PHASE2 in snapshot.evidence.problems:
        return unknown_row(snapshot, member, UPDATES, PHASE2)
    if member.id in unjudged:
        return member_row(member, UPDATES, PHASE2, unjudged[member.id])
    less = next((one for one in tested if one.left_out(member.id, blob)), None)
    if less:
        return left_out(snapshot, less.round, before(less.round), member, blob)
    return member_row(member, UPDATES, note='phase1 passed')


def _tested(item: RoundStatus, member: Pooled, blobs: Mapping[str, str]) -> Row:
    ruling = item.ruling.only(member.update.targets)
    ruling = held.own(ruling, member.id, item.pool.ids, 'the pool')
    row = member_row(member, UPDATES, PHASE2, ruling)._replace(
        requests=item.requests,
        together=[one for one in item.pool.ids if one in blobs and one != member.id],
        left_out=[one for one in item.round.without if item.left_out(one, blobs.get(one, ''))],
    )
    if row.is_red and len(item.pool.ids) > 1 and not held.fault(ruling, item.pool.ids).guilty:
        return row._replace(hold=Hold.UNCLEAR)
    if row.verdict not in (Verdict.PASSED, Verdict.WAITING):
        return row
    held_by = _held(item, member, blobs)
    return row._replace(**held_by._asdict(), override=Verdict.WAITING) if held_by else row


def disabled(status: RoundStatus) -> Sequence[Row]:
    """The rows of what nothing is left to judge: no run tells the board of its round."""
    rows = []
    for member in status.disabled:
        row = member_row(member, UPDATES, PHASE2, status.ruling.only(member.update.targets))
        rows.append(row._replace(next=next_step(row)))
    return rows


class _Held(NamedTuple):
    """What a row says of it."""

    note: str
    hold: Hold
    leave_out: Sequence[str]


def _held(item: RoundStatus, member: Pooled, blobs: Mapping[str, str]) -> _Held | None:
    """Why an update that is not at fault has not moved: it shares a target with others, which were
    tested with it.
    """
    part = next(part for part in item.pool.parts() if member in part.members)
    judged = item.ruling.only(part.targets)
    if not judged.finished or judged.green:
        return None
    found = held.fault(judged, item.pool.ids)
    guilty = found.guilty
    if guilty and not any(item.is_of(one, blobs.get(one, '')) for one in guilty):
        return _Held('what was at fault has changed', Hold.CHANGED, found.leave_out)
    others = ', '.join(update_id for update_id in part.ids if update_id != member.id)
    why = str(found) if guilty else f'what it was tested with is red ({others})'
    return _Held(f'waits for the pool: {why}', Hold.OTHERS, found.leave_out)


def _broken_rounds(rounds: phase2.Rounds) -> Iterable[Row]:
    for one, problem in rounds.broken.items():
        title = f'a round of phase2 on {", ".join(one.releases)}'
        name = one.commit[:12]
        row = Row(name, title, UPDATES, PHASE2, NOT_ASKED, (), problem)
        yield row._replace(override=Verdict.UNKNOWN, hold=Hold.UNREADABLE)
