"""Everything that is known of one update."""

from __future__ import annotations

from collections.abc import Sequence

from rdopkg_ci.core.judging.row import REVIEW, Row
from rdopkg_ci.core.judging.story import Story
from rdopkg_ci.core.text.terminal import quoted
from rdopkg_ci.core.update.place import Place
from rdopkg_ci.errors import UsageError, listed
from rdopkg_ci.flows import board
from rdopkg_ci.flows.holdings import holdings
from rdopkg_ci.flows.snapshot import Snapshot
from rdopkg_ci.flows.tried import MOST, tried


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
        changes[0].change if row.where == REVIEW and changes else None,
        services.repo.history.story(snapshot.tip, row.update_id),
        tried(snapshot, row),
        holdings(services.settings, snapshot.policy, row.targets),
    )


def _which(what: str, rows: Sequence[Row]) -> tuple[str, str]:
    if not rows:
        return f'there is no update of {quoted(what)}', '`rdopkg ci status` shows what there is.'
    commands = [f'rdopkg ci show {row.update_id}' for row in rows[:MOST]]
    return listed(f'which of these {len(rows)} updates?', commands), ''
