"""Updates that were withdrawn in their review alone, by who may not record it in the branch: the
review system is the only one to tell of them.
"""

from __future__ import annotations

from rdopkg_ci.core.review.closed import Closed
from rdopkg_ci.core.update.place import UPDATES, Place
from rdopkg_ci.flows.naming import lookup
from rdopkg_ci.flows.services import Services


def last(services: Services, update_id: str) -> Closed | None:
    """Its newest closed change; None where that was merged, or none is known."""
    closed = services.review.closed(str(Place(UPDATES, update_id)))
    return closed[0] if closed and closed[0].abandoned else None


def told(services: Services, update_id: str) -> str:
    """By whom, when and why, of an id that the branch does not have; empty where nobody did."""
    closed = last(services, update_id)
    return closed.abandoned.told if closed and closed.abandoned else ''


def already(services: Services, name: str) -> str:
    """Why there is nothing left to withdraw of what is called so."""
    tip = services.repo.seen()[0]
    update_id = lookup.update_id(services, tip, name, lookup.on_its_way)
    there = {place.id for path in services.repo.files(tip) if (place := Place.parse(path))}
    known = '' if update_id in there else told(services, update_id)
    return f'it was {known}' if known else 'it has been withdrawn'
