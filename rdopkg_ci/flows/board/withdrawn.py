"""The rows of updates that were withdrawn in their review alone, by who may not record it in the
branch: nothing but the closed change tells of them, so they show only when named.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rdopkg_ci.core.judging.row import REVIEW, Row
from rdopkg_ci.core.judging.turn import Hold
from rdopkg_ci.core.review.closed import Closed
from rdopkg_ci.core.update import identity
from rdopkg_ci.core.update.place import FAILED, Place
from rdopkg_ci.core.update.update import Update
from rdopkg_ci.errors import InvalidInput
from rdopkg_ci.flows import abandoned
from rdopkg_ci.flows.board.members import NOT_ASKED
from rdopkg_ci.flows.gathering import proposed
from rdopkg_ci.flows.gathering.snapshot import Snapshot
from rdopkg_ci.flows.gathering.updates import parsed


def withdrawn(snapshot: Snapshot, names: Iterable[str]) -> Iterator[Row]:
    """Raises CiError where the review system cannot be asked."""
    for name in names:
        if identity.ID.fullmatch(name):
            closed = abandoned.last(snapshot.services, name)
            if closed:
                yield withdrawn_row(snapshot, name, closed)


def withdrawn_row(snapshot: Snapshot, update_id: str, closed: Closed) -> Row:
    change, how = closed.change, closed.abandoned
    update = _update(snapshot, update_id, closed)
    return Row(
        update_id,
        update.title if update else change.subject,
        REVIEW,
        '',
        NOT_ASKED,
        update.targets if update else (),
        how.told if how else '',
        change.number,
        change.topic,
        change.url,
        address=change.address,
        hold=Hold.WITHDRAWN,
        author=change.owner,
        builds=update.builds if update else (),
    )


def _update(snapshot: Snapshot, update_id: str, closed: Closed) -> Update | None:
    for item in proposed.read(snapshot.services.repo, [closed.change]):
        try:
            return parsed(item.content, Place(FAILED, update_id), snapshot.policy)
        except InvalidInput:
            return None
    return None
