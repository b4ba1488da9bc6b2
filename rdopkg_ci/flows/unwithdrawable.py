"""What cannot be withdrawn, and why."""

from __future__ import annotations

from collections.abc import Sequence

from rdopkg_ci.core.text.terminal import quoted
from rdopkg_ci.core.update.place import FAILED, PUSHED, Place
from rdopkg_ci.errors import UsageError
from rdopkg_ci.flows.gathering.proposed import Proposed


def check_closed(number: str, update_id: str, places: Sequence[Place]) -> None:
    """A closed edit does not stand for its update: who withdraws it twice means no more by it."""
    if not any(place.directory == FAILED for place in places):
        raise UsageError(
            f'change {number} is not open any more; it was an edit of {update_id}',
            f'`rdopkg ci withdraw {update_id} --reason WHY` takes the update itself out.',
        )


def check(update_id: str, places: Sequence[Place], under_review: Sequence[Proposed]) -> None:
    """Of an update that lies in these places, with these open changes."""
    if not places and not under_review:
        raise UsageError(
            f'there is no update {quoted(update_id)}',
            '`rdopkg ci status` shows those on their way.',
        )
    if any(place.directory == PUSHED for place in places):
        edits = [f'`rdopkg ci withdraw {one.change.number} --reason WHY`' for one in under_review]
        more = f' {", ".join(edits)} abandons its open edit.' if edits else ''
        raise UsageError(
            f'{update_id} is in production already', f'Ship a better build as a new update.{more}'
        )
