"""A change that is closed, and how it was."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from rdopkg_ci.core.review.change import Change
from rdopkg_ci.core.text.terminal import safe_line

# What the review is told, before the reason.
WITHDRAWN = 'Withdrawn: '


class Abandoned(NamedTuple):
    """``who`` did it is as people are called; empty, as ``at``, where the server does not tell."""

    who: str
    at: datetime | None
    why: str

    @property
    def told(self) -> str:
        """Such as ``withdrawn by NAME, DATE: why``, as far as the server tells."""
        who = f' by {safe_line(self.who)}' if self.who else ''
        at = f', {self.at:%Y-%m-%d}' if self.at else ''
        why = safe_line(self.why.removeprefix(WITHDRAWN)) or 'no reason was given'
        return f'withdrawn{who}{at}: {why}'


class Closed(NamedTuple):
    """``abandoned`` is None for what was merged."""

    change: Change
    abandoned: Abandoned | None = None
