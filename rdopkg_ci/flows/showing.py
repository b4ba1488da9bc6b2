"""Everything that is known of one update."""

from __future__ import annotations

from collections.abc import Sequence

from rdopkg_ci.core.judging.row import REVIEW, Row
from rdopkg_ci.core.judging.story import Story
from rdopkg_ci.core.judging.turn import Hold
from rdopkg_ci.core.review.change import Change
from rdopkg_ci.core.text.terminal import quoted
from rdopkg_ci.core.update.place import UPDATES, Place
from rdopkg_ci.errors import CiError, UsageError, listed
from rdopkg_ci.flows import board
from rdopkg_ci.flows.gathering.proposed import read
from rdopkg_ci.flows.gathering.snapshot import Snapshot
from rdopkg_ci.flows.holdings import holdings
from rdopkg_ci.flows.phases.tried import MOST, change_of, tried


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
    services, change = snapshot.services, change_of(snapshot, row)
    path = str(Place(row.where, row.update_id))
    closed = None if change else _closed(snapshot, row)
    if closed and row.hold is Hold.WITHDRAWN and row.where == REVIEW:
        change = next(iter(read(services.repo, [closed])), None)
    content = change.content if change else services.repo.read(snapshot.tip, path)
    return Story(
        row,
        content or b'',
        change.change if change else closed,
        services.repo.history.story(snapshot.tip, row.update_id),
        tried(snapshot, row, edits),
        holdings(services.settings, snapshot.policy, row.targets),
    )


def _closed(snapshot: Snapshot, row: Row) -> Change | None:
    """The change that it came by; a server that does not answer was told of with the snapshot."""
    try:
        found = snapshot.services.review.closed(str(Place(UPDATES, row.update_id)))
    except CiError:
        return None
    return found.change if found else None


def _which(what: str, ids: Sequence[str]) -> tuple[str, str]:
    if not ids:
        return f'there is no update of {quoted(what)}', '`rdopkg ci status` shows what there is.'
    commands = [f'rdopkg ci show {update_id}' for update_id in ids[:MOST]]
    return listed(f'which of these {len(ids)} updates?', commands), ''
