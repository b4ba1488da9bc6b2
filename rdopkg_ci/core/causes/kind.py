"""A kind of line: how a cause, a consequence or mere noise looks."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from rdopkg_ci.core.cause import Blame

# Weights: what proves itself, what is likely, and what only says that something failed.
PROOF, STRONG, LIKELY, WEAK, WRAPPER, NOISE = 95, 85, 70, 50, 15, 0


class Kind(NamedTuple):
    """``hint`` is a lower-case literal that every line of this kind holds: cheap to look for before ``pattern`` is tried.

    ``pattern`` is searched in the bare line. ``after`` is how many lines after it belong to it. ``last`` says that of several the last one is
    the cause and not the first.
    """

    signature: str
    hint: str
    pattern: str
    weight: int
    category: str
    blame: Blame
    after: int = 0
    last: bool = False

    def fits(self, bare: str) -> bool:
        return _compiled(self.pattern).search(bare) is not None


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Compiled when first needed: most kinds never are."""
    return re.compile(pattern)
