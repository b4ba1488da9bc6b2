"""Runs of phase1 that nobody waits for any more, for another patch set or for being withdrawn."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Callable

from rdopkg_ci.core.event import Action, Event
from rdopkg_ci.core.phase import PHASE1
from rdopkg_ci.core.update.place import FAILED, UPDATES, Place
from rdopkg_ci.doors.engine import Run, State
from rdopkg_ci.flows.gathering.snapshot import Snapshot
from rdopkg_ci.flows.services import Services


def steps(seen: Snapshot) -> Sequence[Callable[[], Sequence[Event]]]:
    """One for each update with runs to be stopped. Only what is known to be over: of an update that
    has another patch set, that lies in ``failed/``, or whose change the review system tells to be
    closed.
    """
    going: dict[str, list[Run]] = {}
    for run in seen.evidence.runs[PHASE1]:
        if run.state is not State.FINISHED:
            going.setdefault(run.request.update, []).append(run)
    return [partial(_stop, seen, update_id, runs) for update_id, runs in going.items()]


def _stop(seen: Snapshot, update_id: str, runs: Sequence[Run]) -> Sequence[Event]:
    events = []
    for run in _over(seen, update_id, runs):
        seen.services.engine.stop(run)
        target = str(run.request.target)
        events.append(Event(update_id, Action.STOPPED, '', PHASE1, target))
    return events


def _over(seen: Snapshot, update_id: str, runs: Sequence[Run]) -> Sequence[Run]:
    """Those that are; a change that was not open a moment ago may be newer than that look."""
    current = {one.change.revision for one in seen.proposed if one.place.id == update_id}
    if current:
        return [run for run in runs if run.request.commit not in current]
    if str(Place(FAILED, update_id)) in seen.services.repo.files(seen.tip):
        return runs
    closed = _closed(seen.services, update_id)
    return [run for run in runs if closed and _change_of(run.request.ref) == closed]


def _closed(services: Services, update_id: str) -> str:
    """Where the newest of its closed changes has its patch sets; empty where there is none."""
    found = services.review.closed(str(Place(UPDATES, update_id)))
    return _change_of(found[0].change.ref) if found else ''


def _change_of(ref: str) -> str:
    return ref.rpartition('/')[0]
