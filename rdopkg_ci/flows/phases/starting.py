"""Start what is missing: every phase does it alike."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rdopkg_ci.core.event import Action, Event
from rdopkg_ci.core.judging.ruling import Ruling
from rdopkg_ci.core.runs.request import Request
from rdopkg_ci.core.target import Target
from rdopkg_ci.doors.engine import Engine

Requests = Mapping[Target, Request]


def start(engine: Engine, ruling: Ruling, requests: Requests, subject: str) -> Iterator[Event]:
    """Start the runs that are missing or granted another attempt."""
    for row in ruling.targets:
        if row.next_attempt:
            request = requests[row.target].attempted(row.next_attempt)
            yield started(engine, request, subject)


def started(engine: Engine, request: Request, subject: str) -> Event:
    """Start one run: what was done, or that somebody else was faster."""
    action = Action.RESTARTED if request.attempt > 1 else Action.STARTED
    if not engine.start(request):
        action = Action.UNDER_WAY
    return Event(subject, action, phase=request.phase, target=str(request.target))
