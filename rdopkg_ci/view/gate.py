"""What the gate has judged, and what it waits for."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from rdopkg_ci.core.causes.cause import Blame
from rdopkg_ci.core.event import Action, Event
from rdopkg_ci.core.judging.held_step import mended
from rdopkg_ci.core.judging.row import Row
from rdopkg_ci.core.judging.ruling import TargetRuling
from rdopkg_ci.core.runs.verdict import Verdict
from rdopkg_ci.view.bounded import bounded

# As many as anybody reads on a line.
_NAMED = 4


class _Fault(NamedTuple):
    """What no update is to blame for."""

    signature: str
    summary: str


def judged(events: Sequence[Event], rows: Sequence[Row], before: Sequence[Row] = ()) -> str:
    """Of each change that was spoken of and does not go on: why, and what comes next. What the
    machines do to several is told once, with all that it holds up; ``before`` are those that were
    told of in earlier passes.
    """
    found = stopped(events, rows)
    ids = {row.update_id for row in found}
    earlier = [row for row in reversed(before) if row.update_id not in ids]
    told = {fault: row.update_id for row in earlier for fault in _faults(row)}
    shared = _shared(found, told)
    lines = [line for row in found for line in _own(row, shared)]
    for fault in shared:
        held_up = [row for row in found if fault in _faults(row)]
        places = sorted({one.target for row in held_up for one in _red(row) if _of(one) == fault})
        what = f'the same as {told[fault]}' if fault in told else bounded(fault.summary)
        lines.append(f'{_ids(held_up)}: {", ".join(map(str, places))}: {what}')
    waiting = [row for row in found if _is_held_up(row, shared)]
    if waiting:
        turn = mended(*(row.update_id for row in waiting))
        lines.append(f'{_ids(waiting)}: next: {bounded(turn.told())}')
    return ''.join(f'{line}\n' for line in lines)


def _own(row: Row, shared: Collection[_Fault]) -> Iterator[str]:
    """What is to be told of this one alone."""
    own = [one for one in _red(row) if _of(one) not in shared]
    told = [f'{one.target}: {bounded(one.reason)}' for one in own]
    told += [bounded(line) for line in row.note.splitlines()]
    if not _is_held_up(row, shared):
        told.append(f'next: {bounded(row.next.told(row.whose))}')
    # Whatever else the gate did stands between, so that each line says of whom it is.
    return (f'{row.update_id}: {line}' for line in told)


def _shared(rows: Sequence[Row], told: Collection[_Fault]) -> Sequence[_Fault]:
    """The faults of more than one, or that were told before."""
    every = [fault for row in rows for fault in _faults(row)]
    return [fault for fault in dict.fromkeys(every) if every.count(fault) > 1 or fault in told]


def _faults(row: Row) -> Collection[_Fault]:
    return dict.fromkeys(fault for one in _red(row) if (fault := _of(one)))


def _of(one: TargetRuling) -> _Fault | None:
    is_ours = one.cause and one.cause.blame in (Blame.INFRASTRUCTURE, Blame.CI)
    return _Fault(one.cause.signature, one.cause.summary) if one.cause and is_ours else None


def _red(row: Row) -> Sequence[TargetRuling]:
    return [one for one in row.ruling.targets if one.verdict.red]


def _is_held_up(row: Row, shared: Collection[_Fault]) -> bool:
    """Whether nothing else is wrong with it."""
    return row.next == mended(row.update_id) and all(_of(one) in shared for one in _red(row))


def _ids(rows: Sequence[Row]) -> str:
    return ', '.join(row.update_id for row in rows)


def stopped(events: Sequence[Event], rows: Sequence[Row]) -> Sequence[Row]:
    """The changes that were spoken of and do not go on."""
    spoken = {event.subject for event in events if event.action is Action.VOTED}
    return [row for row in rows if row.update_id in spoken and row.verdict is not Verdict.PASSED]


def going(rows: Sequence[Row]) -> str:
    """What goes on; empty where nothing does."""
    runs = [
        f'{row.update_id} on {one.target} {one.verdict.told}'
        for row in rows
        for one in row.ruling.targets
        if one.verdict in (Verdict.RUNNING, Verdict.QUEUED)
    ]
    more = f' and {len(runs) - _NAMED} more' if len(runs) > _NAMED else ''
    return ', '.join(runs[:_NAMED]) + more
