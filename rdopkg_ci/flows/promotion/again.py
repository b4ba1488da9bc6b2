"""A promotion planned anew after somebody else was faster."""

from __future__ import annotations

from datetime import date

from rdopkg_ci.errors import LostRace, UsageError
from rdopkg_ci.flows.promotion.plan import Promotion, plan
from rdopkg_ci.flows.services import Services


def again(services: Services, lost: Promotion, today: date, race: LostRace) -> Promotion:
    """Of the same updates, as far as they are not in production by now. Raises ``race`` where one
    is not what somebody has agreed to any more.
    """
    agreed = {update.id: update for update in lost.updates}
    try:
        found = plan(services, sorted(agreed), today)
    except UsageError as error:
        # Withdrawn, or moved back.
        raise race from error
    if any(update.blobs != agreed[update.id].blobs for update in found.updates):
        raise race
    if agreed.keys() - {update.id for update in found.updates} - found.idle.keys():
        raise race
    return found
