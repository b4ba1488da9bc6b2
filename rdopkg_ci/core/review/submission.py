"""An update on its way into review."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rdopkg_ci.core.review.change import Change, Proposal
from rdopkg_ci.core.update.place import Place
from rdopkg_ci.core.update.update import Build, Update


class Beside(NamedTuple):
    """Another version of a package that is submitted, in another update on its way; ``number`` is
    that of its change, 0 where it is merged.
    """

    update_id: str
    number: int
    build: Build


class Submission(NamedTuple):
    """What to propose. ``change`` is the open change that it is a patch set of, or which holds it
    already if that is ``current``; ``place`` is where these very builds lie already, which leaves
    nothing to do. ``edits`` says what it changes of the file that is merged, empty where none is;
    ``whose`` is whom the update is by, as people are called, empty where that is who submits.
    """

    update_id: str
    update: Update
    proposal: Proposal
    warnings: Sequence[str]
    change: Change | None = None
    current: bool = False
    place: Place | None = None
    beside: Sequence[Beside] = ()
    edits: str = ''
    whose: str = ''
