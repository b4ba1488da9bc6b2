"""Runs of phase1 that nobody waits for any more, for another patch set or for being withdrawn."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Callable

from rdopkg_ci.core.event import Action, Event
from rdopkg_ci.core.phase import PHASE1
from rdopkg_ci.core.update.place import FAILED, Place
from rdopkg_ci.doors.engine import Run, State
from rdopkg_ci.flows.services import Services
from rdopkg_ci.flows.snapshot import Snapshot


def steps(seen: Snapshot) -> Sequence[Callable[[], Sequence[Event]]]:
    """One for each that is to be stopped. Only what is known to be over: of an update that has
    another patch set, or lies in ``failed/``.
    """
    current = {item.place.id: item.change.revision for item in seen.proposed if not item.problem}
    paths = seen.services.repo.files(seen.tip)
    found = []
    for run in seen.evidence.runs[PHASE1]:
        update_id, commit = run.request.update, run.request.commit
        is_withdrawn = str(Place(FAILED, update_id)) in paths
        is_over = current[update_id] != commit if update_id in current else is_withdrawn
        if run.state is not State.FINISHED and is_over:
            found.append(partial(_stop, seen.services, run))
    return found


def _stop(services: Services, run: Run) -> Sequence[Event]:
    services.engine.stop(run)
    request = run.request
    return [Event(request.update, Action.STOPPED, '', PHASE1, str(request.target))]
