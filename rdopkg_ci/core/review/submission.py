"""An update on its way into review."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rdopkg_ci.core.review.change import Change, Proposal
from rdopkg_ci.core.update.place import Place
from rdopkg_ci.core.update.update import Update


class Submission(NamedTuple):
    """What to propose. ``change`` is the open change that it is a patch set of, or which holds it
    already if that is ``current``; ``place`` is where these very builds lie already, which leaves
    nothing to do.
    """

    update_id: str
    update: Update
    proposal: Proposal
    warnings: Sequence[str]
    change: Change | None = None
    current: bool = False
    place: Place | None = None
