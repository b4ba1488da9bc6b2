"""A change that is closed, and how it was."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from rdopkg_ci.core.review.change import Change


class Abandoned(NamedTuple):
    """``who`` did it is as people are called; empty, as ``at``, where the server does not tell."""

    who: str
    at: datetime | None
    why: str


class Closed(NamedTuple):
    """``abandoned`` is None for what was merged."""

    change: Change
    abandoned: Abandoned | None = None
