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
from rdopkg_ci.flows.proposed import Proposed
from rdopkg_ci.flows.snapshot import Snapshot

# Runs that are told of, the newest.
MOST = 20


def story(snapshot: Snapshot, what: str) -> Story:
    """Raises UsageError unless ``what`` names one update. Where its file lies comes before the
    changes that edit it.
    """
    rows = sorted(board.rows(snapshot, [what]), key=lambda row: row.where == REVIEW)
    ids = sorted({row.update_id for row in rows})
    if len(ids) != 1:
        raise UsageError(*_which(what, ids))
    first, *edits = rows
    told = [_story(snapshot, edit)._replace(steps=()) for edit in edits]
    return _story(snapshot, first, edits)._replace(edits=told)


def _story(snapshot: Snapshot, row: Row, edits: Sequence[Row] = ()) -> Story:
    services, change = snapshot.services, _proposed(snapshot, row)
    path = str(Place(row.where, row.update_id))
    content = change.content if change else services.repo.read(snapshot.tip, path)
    theirs = [_refs(snapshot, edit) for edit in edits]
    return Story(
        row,
        content or b'',
        change.change if change else _closed(snapshot, row),
        services.repo.history.story(snapshot.tip, row.update_id),
        _tried(snapshot, row, theirs),
        holdings(services.settings, snapshot.policy, row.targets),
    )


def _closed(snapshot: Snapshot, row: Row) -> Change | None:
    """The change that it came by; a server that does not answer was told of with the snapshot."""
    try:
        return snapshot.services.review.closed(str(Place(UPDATES, row.update_id)))
    except CiError:
        return None


def _which(what: str, ids: Sequence[str]) -> tuple[str, str]:
    if not ids:
        return f'there is no update of {quoted(what)}', '`rdopkg ci status` shows what there is.'
    commands = [f'rdopkg ci show {update_id}' for update_id in ids[:MOST]]
    return listed(f'which of these {len(ids)} updates?', commands), ''


def _proposed(snapshot: Snapshot, row: Row) -> Proposed | None:
    if row.where != REVIEW:
        return None
    return next((one for one in snapshot.proposed if one.change.number == row.number), None)


def _refs(snapshot: Snapshot, row: Row) -> str:
    """Where git finds every patch set of its change; empty where nobody can tell."""
    change = _proposed(snapshot, row)
    return change.change.ref.rpartition('/')[0] if change else ''


def _tried(snapshot: Snapshot, row: Row, theirs: Sequence[str]) -> Sequence[Tried]:
    """The runs over it, less those over the edits."""
    own = _refs(snapshot, row)
    runs = [
        run
        for phase in PHASES
        for run in reversed(snapshot.evidence.runs[phase])
        if _is_about(snapshot, run.request, row) and _is_of(run.request, own, theirs)
    ][-MOST:]
    found = reports.read(snapshot.services.engine, runs)
    return [Tried(run.request.phase, report) for run, report in zip(runs, found)]


def _is_of(request: Request, own: str, theirs: Sequence[str]) -> bool:
    refs = request.ref.rpartition('/')[0]
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
    repo = snapshot.services.repo
    if update_id in request.without or not repo.has(request.commit):
        return False
    return str(Place(UPDATES, update_id)) in repo.files(request.commit)
