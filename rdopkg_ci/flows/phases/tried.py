"""The runs of an update that the engine remembers, also where the board has moved on from them."""

from __future__ import annotations

from collections.abc import Sequence, Set

from rdopkg_ci.core.judging.picked import Picked
from rdopkg_ci.core.judging.row import REVIEW, Row
from rdopkg_ci.core.judging.story import Tried
from rdopkg_ci.core.phase import PHASE1, PHASES, STAGE
from rdopkg_ci.core.runs.request import Request
from rdopkg_ci.core.update.place import UPDATES, Place
from rdopkg_ci.doors.engine import Run
from rdopkg_ci.flows.gathering import reports
from rdopkg_ci.flows.gathering.proposed import Proposed
from rdopkg_ci.flows.gathering.snapshot import Snapshot
from rdopkg_ci.flows.gathering.updates import files_then

# Runs that are told of, the newest.
MOST = 20


def tried(
    snapshot: Snapshot, row: Row, own: str = '', theirs: Sequence[str] = ()
) -> Sequence[Tried]:
    """What was run of one update and what came of it, phase by phase, the oldest first; ``own`` is
    the ref of the change that it is of, and ``theirs`` are those of changes whose runs do not
    count.
    """
    runs = _runs(snapshot, row, own, theirs)
    found = reports.read(snapshot.services.engine, runs)
    return [Tried(run.request.phase, report) for run, report in zip(runs, found)]


def last(snapshot: Snapshot, rows: Sequence[Row], target: str = '') -> Sequence[Picked]:
    """The last run of each update on each target, or on one, in the last phase that it came to."""
    runs = {
        (row.update_id, run.request.target): run
        for row in rows
        for run in _runs(snapshot, row)
        if target in ('', str(run.request.target))
    }
    found = zip(runs, reports.read(snapshot.services.engine, list(runs.values())))
    return [Picked((update_id,), where, report) for (update_id, where), report in found]


def _runs(snapshot: Snapshot, row: Row, own: str = '', theirs: Sequence[str] = ()) -> Sequence[Run]:
    change = change_of(snapshot, row)
    own = _every(own or (change.change.ref if change else ''))
    others = {_every(ref) for ref in theirs}
    return [
        run
        for phase in PHASES
        for run in reversed(snapshot.evidence.runs[phase])
        if _is_of(run.request, own, others) and _is_about(snapshot, run.request, row)
    ][-MOST:]


def change_of(snapshot: Snapshot, row: Row) -> Proposed | None:
    """The open change that a row is of."""
    if row.where != REVIEW:
        return None
    return next((one for one in snapshot.proposed if one.change.number == row.number), None)


def _every(ref: str) -> str:
    """Where git finds every patch set of the change with that ref; empty for none."""
    return ref.rpartition('/')[0]


def _is_of(request: Request, own: str, theirs: Set[str]) -> bool:
    refs = _every(request.ref)
    return refs == own if own else not refs or refs not in theirs


def _is_about(snapshot: Snapshot, request: Request, row: Row) -> bool:
    if request.phase == PHASE1:
        return request.update == row.update_id
    if request.phase == STAGE:
        return row.update_id in request.updates
    is_of_round = request.target in row.targets and not request.isolate
    return is_of_round and _is_in_pool(snapshot, request, row.update_id)


def _is_in_pool(snapshot: Snapshot, request: Request, update_id: str) -> bool:
    """Whether it was in the pool that a run of phase2 tests, in whatever state."""
    if update_id in request.without:
        return False
    there = files_then(snapshot.services.repo, request.commit)
    return there is not None and str(Place(UPDATES, update_id)) in there
