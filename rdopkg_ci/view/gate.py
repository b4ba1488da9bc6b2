"""What the gate has judged, and what it waits for."""

from __future__ import annotations

from collections.abc import Sequence

from rdopkg_ci.core.event import Action, Event
from rdopkg_ci.core.judging.row import Row
from rdopkg_ci.core.runs.verdict import Verdict
from rdopkg_ci.view.bounded import bounded

# As many as anybody reads on a line.
_NAMED = 4


def judged(events: Sequence[Event], rows: Sequence[Row]) -> str:
    """Of each change that was spoken of and does not go on: why, and what comes next."""
    lines: list[str] = []
    for row in stopped(events, rows):
        red = [one for one in row.ruling.targets if one.verdict.red]
        told = [f'{one.target}: {bounded(one.reason)}' for one in red]
        told += [bounded(line) for line in row.note.splitlines()]
        told.append(f'next: {bounded(row.next.told(row.whose))}')
        # Whatever else the gate did stands between, so that each line says of whom it is.
        lines += [f'{row.update_id}: {line}' for line in told]
    return ''.join(f'{line}\n' for line in lines)


def stopped(events: Sequence[Event], rows: Sequence[Row]) -> Sequence[Row]:
    """The changes that were spoken of and do not go on."""
    spoken = {event.subject for event in events if event.action is Action.VOTED}
    return [row for row in rows if row.update_id in spoken and row.verdict is not Verdict.PASSED]


def going(rows: Sequence[Row]) -> str:
    """What goes on; empty where nothing does."""
    runs = [
        f'{row.update_id} on {one.target} {one.verdict.word}'
        for row in rows
        for one in row.ruling.targets
        if one.verdict in (Verdict.RUNNING, Verdict.QUEUED)
    ]
    more = f' and {len(runs) - _NAMED} more' if len(runs) > _NAMED else ''
    return ', '.join(runs[:_NAMED]) + more
