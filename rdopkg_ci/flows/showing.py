"""Everything that is known of one update."""

from __future__ import annotations

from collections.abc import Sequence

from rdopkg_ci.core.judging.row import REVIEW, Row
from rdopkg_ci.core.judging.story import Story
from rdopkg_ci.core.judging.turn import Hold
from rdopkg_ci.core.review.change import Change
from rdopkg_ci.core.review.closed import Closed
from rdopkg_ci.core.text.terminal import quoted
from rdopkg_ci.core.update.place import UPDATES, Place
from rdopkg_ci.errors import CiError, UsageError, listed
from rdopkg_ci.flows import board, naming
from rdopkg_ci.flows.board.withdrawn import withdrawn_row
from rdopkg_ci.flows.gathering.proposed import read
from rdopkg_ci.flows.gathering.snapshot import Snapshot
from rdopkg_ci.flows.holdings import holdings
from rdopkg_ci.flows.phases.tried import MOST, change_of, tried


def story(snapshot: Snapshot, what: str) -> Story:
    """Raises UsageError unless ``what`` names one update. Where its file lies comes before the
    changes that edit it; an edit that was withdrawn is a page of its own, by its number.
    """
    rows = sorted(board.rows(snapshot, [what]), key=lambda row: row.where == REVIEW)
    ids = sorted({row.update_id for row in rows})
    if len(ids) != 1:
        raise UsageError(*_which(what, ids))
    first, *edits = rows
    closed = _closed(snapshot, ids[0]) if change_of(snapshot, first) is None else ()
    gone = _withdrawn_edit(snapshot, what, closed)
    if gone:
        return _told(snapshot, withdrawn_row(snapshot, ids[0], gone), [gone])
    told = [_told(snapshot, edit) for edit in edits]
    steps = snapshot.services.repo.history.story(snapshot.tip, ids[0])
    return _told(snapshot, first, closed, edits)._replace(edits=told, steps=steps)


def _told(
    snapshot: Snapshot, row: Row, closed: Sequence[Closed] = (), edits: Sequence[Row] = ()
) -> Story:
    """All but what happened in the branch, which is the update's."""
    services, change = snapshot.services, change_of(snapshot, row)
    path, came = str(Place(row.where, row.update_id)), _came_by(closed)
    if came and row.hold is Hold.WITHDRAWN and row.where == REVIEW:
        change = next(iter(read(services.repo, [came])), None)
    content = change.content if change else services.repo.read(snapshot.tip, path)
    opened = [one.change for edit in edits if (one := change_of(snapshot, edit))]
    others = [*opened, *(one.change for one in closed if one.change != came and one.abandoned)]
    return Story(
        row,
        content or b'',
        change.change if change else came,
        (),
        tried(snapshot, row, change.change.ref if change else '', [one.ref for one in others]),
        holdings(services.settings, snapshot.policy, row.targets),
    )


def _came_by(closed: Sequence[Closed]) -> Change | None:
    """The change that brought it where it is: the newest that was merged, else the newest."""
    found = [one.change for one in closed if not one.abandoned] or [one.change for one in closed]
    return found[0] if found else None


def _withdrawn_edit(snapshot: Snapshot, what: str, closed: Sequence[Closed]) -> Closed | None:
    """The one of that number, where there is more of the update than that."""
    number = naming.number(snapshot.services, what)
    if len(closed) < 2 or not any(not one.abandoned for one in closed):
        return None
    gone = (one for one in closed if one.abandoned and str(one.change.number) == number)
    return next(gone, None)


def _closed(snapshot: Snapshot, update_id: str) -> Sequence[Closed]:
    """A server that does not answer was told of with the snapshot."""
    try:
        return snapshot.services.review.closed(str(Place(UPDATES, update_id)))
    except CiError:
        return ()


def _which(what: str, ids: Sequence[str]) -> tuple[str, str]:
    if not ids:
        return f'there is no update of {quoted(what)}', '`rdopkg ci status` shows what there is.'
    commands = [f'rdopkg ci show {update_id}' for update_id in ids[:MOST]]
    return listed(f'which of these {len(ids)} updates?', commands), ''
