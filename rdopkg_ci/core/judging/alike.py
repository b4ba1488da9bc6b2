"""Other runs that failed alike."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple


class Alike(NamedTuple):
    """How many other runs, on how many targets, and when the first of them began, None if nobody
    knows. ``unrelated`` says that one is of updates that have no package in common with this.
    """

    runs: int
    targets: int
    since: datetime | None
    unrelated: bool
