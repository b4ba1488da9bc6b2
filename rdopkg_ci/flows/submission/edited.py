"""What a change does to an update that is merged already, and whose that is."""

from __future__ import annotations

from rdopkg_ci.core.judging.row import address_of
from rdopkg_ci.core.policy.policy import Policy
from rdopkg_ci.core.text.terminal import safe_line
from rdopkg_ci.core.update import difference
from rdopkg_ci.core.update.place import Place
from rdopkg_ci.core.update.update import Update
from rdopkg_ci.errors import InvalidInput
from rdopkg_ci.flows import whose
from rdopkg_ci.flows.gathering import updates
from rdopkg_ci.flows.services import Services
from rdopkg_ci.flows.submission.known import Known


def told(place: Place, merged: bytes, update: Update | None, policy: Policy) -> str:
    """What becomes of the file that is ``merged``, in words."""
    try:
        before = updates.settled(merged, place, policy)
    except InvalidInput:
        before = None
    return difference.told(place, before, update)


def other(services: Services, tip: str, there: Known, update_id: str) -> str:
    """Whose update it is, as people are called; empty where that is who submits, or nobody's."""
    change = there.change(update_id)
    history = services.repo.history.arrivals(tip, {update_id} & there.places.keys())
    author = history[update_id].author if history else ''
    if change and not author:
        author = '' if change.is_ours else change.owner
    is_mine = address_of(author) in whose.addresses(services)
    return '' if is_mine else safe_line(author.partition(' <')[0])
