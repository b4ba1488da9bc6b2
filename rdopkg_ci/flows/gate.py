"""One pass of the gate: look at open changes, runs and the pool; do whatever is next.

It keeps no state, so it can be killed anywhere and run again, twice at once, or not for a day.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import partial
from typing import NamedTuple

from rdopkg_ci.core.event import Action, Event
from rdopkg_ci.core.judging.next_step import next_step
from rdopkg_ci.core.judging.row import Row
from rdopkg_ci.doors.engine import WINDOW
from rdopkg_ci.errors import CiError, LostRace, NotAuthorised, Refused, distinct
from rdopkg_ci.flows import checking, red_rounds
from rdopkg_ci.flows.board import awaiting
from rdopkg_ci.flows.board.reviewed import row_of
from rdopkg_ci.flows.checking import checked
from rdopkg_ci.flows.gathering import others, snapshot
from rdopkg_ci.flows.gathering.snapshot import Snapshot
from rdopkg_ci.flows.phases import obsolete, phase1, phase2, unheard
from rdopkg_ci.flows.phases.reviewed import Reviewed
from rdopkg_ci.flows.phases.round_status import RoundStatus
from rdopkg_ci.flows.red_rounds import RedRound
from rdopkg_ci.flows.services import Services

Step = Callable[[], Iterable[Event]]
PATIENCE = 5
# A server that refuses one thing may well do the next.
_ANSWERS = (Refused, NotAuthorised, LostRace)


class Pass(NamedTuple):
    """``unfinished`` says that runs are still to end, ``problems`` which server did not answer, or
    would not do what it was asked for; ``warnings`` are to be known, and hinder nothing. ``rows``
    are the open changes as they were judged, ``red`` the rounds of phase2 that came out red and
    that nobody was told of.
    """

    events: Sequence[Event]
    unfinished: bool
    problems: Sequence[CiError]
    warnings: Sequence[CiError] = ()
    rows: Sequence[Row] = ()
    red: Sequence[RedRound] = ()


def once(services: Services, today: date) -> Pass:
    seen = snapshot.take(services, today, detailed=False)
    reviewed, rounds = awaiting.of_reviewed(seen, phase1.survey(seen)), phase2.survey(seen)
    events, failures = _each([*_steps(seen, reviewed, rounds.judged)])
    waiting = [item.ruling for item in reviewed if item.update and not item.change.wip]
    waiting += [item.ruling for item in rounds.judged]
    problems = distinct([*seen.problems, *failures])
    # What was judged as finished, and is run again now, or was to be merged and has changed.
    again = (Action.RESTARTED, Action.UNDER_WAY, Action.OVERTAKEN)
    is_again = any(event.action in again for event in events)
    unfinished = is_again or any(not ruling.finished for ruling in waiting)
    rows = [row._replace(next=next_step(row)) for row in map(row_of, reviewed)]
    red = red_rounds.fresh(seen, rounds.judged)
    return Pass(events, unfinished, problems, seen.warnings, rows, red)


def _steps(
    seen: Snapshot, reviewed: Sequence[Reviewed], rounds: Sequence[RoundStatus]
) -> Iterator[Step]:
    services, who = seen.services, seen.policy.recheck
    for item in phase1.within(WINDOW, reviewed):
        yield partial(phase1.advance, services, item)
    yield from obsolete.steps(seen)
    for change in seen.others:
        yield partial(others.leave, services, change)
    for item in reviewed:
        if unheard.is_due(item.change, who):
            yield partial(unheard.tell, services, item.change, who)
    for status in rounds:
        yield partial(phase2.advance, services, status)
    if checked.is_due(services.settings):
        # Last: it asks other servers, and what it finds is for people to act on.
        yield lambda: checking.check(services).events


def _each(steps: Sequence[Step]) -> tuple[Sequence[Event], Sequence[CiError]]:
    """Every step, whatever becomes of the others; a server that fails again and again is away."""
    events: list[Event] = []
    failures: list[CiError] = []
    for step in steps:
        try:
            # What was done before it failed was done.
            for event in step():
                events.append(event)
        except CiError as error:
            failures.append(error)
            if sum(not isinstance(one, _ANSWERS) for one in failures) == PATIENCE:
                break
    return events, failures
