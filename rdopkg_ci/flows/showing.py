"""Everything that is known of one update."""

from __future__ import annotations

from collections.abc import Sequence

from rdopkg_ci.core.judging.row import REVIEW, Row
from rdopkg_ci.core.judging.story import Story, Tried
from rdopkg_ci.core.phase import PHASE1, PHASES, STAGE
from rdopkg_ci.core.review.change import Change
from rdopkg_ci.core.runs.request import Request
from rdopkg_ci.core.text.terminal import quoted
from rdopkg_ci.core.update.place import UPDATES, Place
from rdopkg_ci.errors import CiError, UsageError, listed
from rdopkg_ci.flows import board, reports
from rdopkg_ci.flows.holdings import holdings
from rdopkg_ci.flows.snapshot import Snapshot

# Runs that are told of, the newest.
MOST = 20


def story(snapshot: Snapshot, what: str) -> Story:
    """Raises UsageError unless ``what`` names one update."""
    rows = board.rows(snapshot, [what])
    if len(rows) != 1:
        raise UsageError(*_which(what, rows))
    [row], services = rows, snapshot.services
    changes = [one for one in snapshot.proposed if one.change.number == row.number]
    path = str(Place(row.where, row.update_id))
    content = changes[0].content if changes else services.repo.read(snapshot.tip, path)
    return Story(
        row,
        content or b'',
        changes[0].change if row.where == REVIEW and changes else _closed(snapshot, row.update_id),
        services.repo.history.story(snapshot.tip, row.update_id),
        _tried(snapshot, row),
        holdings(services.settings, snapshot.policy, row.targets),
    )


def _closed(snapshot: Snapshot, update_id: str) -> Change | None:
    """The change that it came by; a server that does not answer was told of with the snapshot."""
    try:
        return snapshot.services.review.closed(str(Place(UPDATES, update_id)))
    except CiError:
        return None


def _which(what: str, rows: Sequence[Row]) -> tuple[str, str]:
    if not rows:
        return f'there is no update of {quoted(what)}', '`rdopkg ci status` shows what there is.'
    commands = [f'rdopkg ci show {row.update_id}' for row in rows[:MOST]]
    return listed(f'which of these {len(rows)} updates?', commands), ''


def _tried(snapshot: Snapshot, row: Row) -> Sequence[Tried]:
    runs = [
        run
        for phase in PHASES
        for run in reversed(snapshot.evidence.runs[phase])
        if _is_about(snapshot, run.request, row)
    ][-MOST:]
    found = reports.read(snapshot.services.engine, runs)
    return [Tried(run.request.phase, report) for run, report in zip(runs, found)]


def _is_about(snapshot: Snapshot, request: Request, row: Row) -> bool:
    if request.phase == PHASE1:
        return request.update == row.update_id
    if request.phase == STAGE:
        return row.update_id in request.updates
    is_of_round = request.target in row.targets and not request.isolate
    return is_of_round and _is_in_pool(snapshot, request, row.update_id)


def _is_in_pool(snapshot: Snapshot, request: Request, update_id: str) -> bool:
    """Whether it was in the pool that a run of phase2 tests, in whatever state."""
    repo = snapshot.services.repo
    if update_id in request.without or not repo.has(request.commit):
        return False
    return str(Place(UPDATES, update_id)) in repo.files(request.commit)
