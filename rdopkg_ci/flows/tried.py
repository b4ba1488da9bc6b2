"""The runs of an update that the engine remembers, also where the board has moved on from them."""

from __future__ import annotations

from collections.abc import Sequence

from rdopkg_ci.core.judging.picked import Picked
from rdopkg_ci.core.judging.row import Row
from rdopkg_ci.core.judging.story import Tried
from rdopkg_ci.core.phase import PHASE1, PHASE2, PHASES, STAGE
from rdopkg_ci.doors.engine import Run
from rdopkg_ci.flows import reports
from rdopkg_ci.flows.snapshot import Snapshot

# Runs that are told of, the newest.
MOST = 20


def tried(snapshot: Snapshot, row: Row) -> Sequence[Tried]:
    """What was run of one update and what came of it, phase by phase, the oldest first."""
    runs = [
        run
        for phase in PHASES
        for run in reversed(snapshot.evidence.runs[phase])
        if _is_about(run, row)
    ][-MOST:]
    found = reports.read(snapshot.services.engine, runs)
    return [Tried(run.request.phase, report) for run, report in zip(runs, found)]


def last(snapshot: Snapshot, rows: Sequence[Row], target: str = '') -> Sequence[Picked]:
    """The last run of each update on each target, or on one, in the last phase that it came to."""
    found = {
        (row.update_id, one.report.target): Picked((row.update_id,), one.report.target, one.report)
        for row in rows
        for one in tried(snapshot, row)
        if target in ('', str(one.report.target))
    }
    return list(found.values())


def _is_about(run: Run, row: Row) -> bool:
    request = run.request
    if request.phase == PHASE1:
        return request.update == row.update_id
    if request.phase == STAGE:
        return row.update_id in request.updates
    wanted = row.requests.get(request.target)
    return row.phase == PHASE2 and wanted is not None and wanted.series == request.series
