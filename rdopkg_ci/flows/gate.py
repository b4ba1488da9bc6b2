"""One pass of the gate: look at open changes, runs and the pool; do whatever is next.

It keeps no state, so it can be killed anywhere and run again, twice at once, or not for a day.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from rdopkg_ci.core.event import Event
from rdopkg_ci.doors.engine import WINDOW
from rdopkg_ci.flows import checking, phase1, phase2, snapshot
from rdopkg_ci.flows.services import Services


class Pass(NamedTuple):
    """``unfinished`` says that runs are still to end, ``problems`` which server did not answer."""

    events: Sequence[Event]
    unfinished: bool
    problems: Sequence[str]


def once(services: Services, today: date) -> Pass:
    # Once a day: it asks other servers, and what it finds is for people to act on.
    events: list[Event] = []
    if checking.is_due(services.settings):
        events += checking.check(services).events
    seen = snapshot.take(services, today, detailed=False)
    reviewed, rounds = phase1.survey(seen), phase2.survey(seen)
    for item in phase1.within(WINDOW, reviewed):
        events += phase1.advance(services, item)
    for status in rounds.judged:
        events += phase2.advance(services, status)
    waiting = [item.ruling for item in reviewed if item.update and not item.change.wip]
    waiting += [item.ruling for item in rounds.judged]
    return Pass(events, any(not ruling.finished for ruling in waiting), seen.problems)
