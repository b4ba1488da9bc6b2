"""Run again what is red: the next attempt, with the policy as it is now, for a person who knows
that something around it has changed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from rdopkg_ci.core.event import Event
from rdopkg_ci.core.judging.row import Row
from rdopkg_ci.core.judging.ruling import TargetRuling
from rdopkg_ci.core.judging.turn import Hold, Turn, Who
from rdopkg_ci.core.judging.typed import promote
from rdopkg_ci.core.phase import PHASE1, PHASE2, STAGE
from rdopkg_ci.core.runs.request import Request
from rdopkg_ci.core.runs.verdict import Verdict
from rdopkg_ci.flows import board
from rdopkg_ci.flows.gathering.snapshot import Snapshot
from rdopkg_ci.flows.phases.starting import started


def retry(snapshot: Snapshot, what: Sequence[str]) -> Sequence[Event]:
    """Start the next attempt of every red run that ``what`` names, as on the board; everything red
    without it.
    """
    asked: dict[str, tuple[str, Request]] = {}
    for update_id, request in _next_attempts(snapshot, what):
        # Where several updates wait for one run, it is on the board once for each.
        asked.setdefault(request.key, (update_id, request))
    events = []
    for update_id, request in asked.values():
        events.append(started(snapshot.services.engine, request, update_id))
    return events


def _next_attempts(snapshot: Snapshot, what: Sequence[str]) -> Iterator[tuple[str, Request]]:
    """Of the red targets, each with its update; where a target was named, only of that."""
    named = {name for name in board.meant(snapshot, what) if '/' in name}
    # Who is at fault first, for the run is theirs.
    rows = sorted(board.rows(snapshot, what), key=lambda row: row.verdict is Verdict.WAITING)
    for row in rows:
        for ruling in row.ruling.targets:
            is_meant = not named or str(ruling.target) in named
            request = row.requests.get(ruling.target)
            if request and ruling.report and _is_red(ruling) and is_meant:
                attempt = ruling.report.attempt + 1
                yield row.update_id, replace(request, policy=snapshot.tip, attempt=attempt)


def beyond(rows: Sequence[Row]) -> Sequence[Row]:
    """What is red of these, and no run could change: its file is no update, for one. And what
    others changed since it ran, of which another attempt would be at what was.
    """
    return [
        row
        for row in rows
        if (row.is_red or row.hold is Hold.CHANGED)
        and not any(_is_red(ruling) for ruling in row.ruling.targets)
    ]


def waiting(rows: Sequence[Row]) -> Sequence[Row]:
    """Of what somebody names all that has not come to an end, and has nothing to run again."""
    over = (Verdict.PASSED, Verdict.FAILED)
    return [
        row
        for row in rows
        if row.verdict not in over
        and not (row.is_red or row.hold is Hold.CHANGED)
        and not any(_is_red(ruling) for ruling in row.ruling.targets)
    ]


def held(rows: Sequence[Row]) -> Sequence[Row]:
    """What somebody names that is red by the fault of others alone: its run is theirs too."""
    if any(row.is_red for row in rows):
        return ()
    waits = [row for row in rows if row.verdict is Verdict.WAITING]
    return [row for row in waits if any(map(_is_red, row.ruling.targets))]


def _is_red(ruling: TargetRuling) -> bool:
    """Red for good, whether by its own fault or that of others."""
    is_held = ruling.verdict is Verdict.WAITING
    return is_held or (ruling.verdict.red and not ruling.again)


def turns(snapshot: Snapshot, events: Sequence[Event]) -> Sequence[Turn]:
    """Who goes on when the runs are over."""
    phases = {event.phase for event in events}
    later = [Turn(Who.RUN, 'then the gate')] if phases & {PHASE1, PHASE2} else []
    staged = dict.fromkeys(_staged(snapshot, event) for event in events if event.phase == STAGE)
    return [*later, *(Turn(Who.RUN, f'then {promote(*ids)}') for ids in staged)]


def _staged(snapshot: Snapshot, event: Event) -> tuple[str, ...]:
    """What is promoted together there: less than that is another stage."""
    asked = (run.request for run in snapshot.evidence.runs[STAGE])
    brought = (one for one in asked if str(one.target) == event.target)
    return next((one.updates for one in brought if event.subject in one.updates), ())
