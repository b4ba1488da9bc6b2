"""Whose turn it is: the first row of the table that fits counts, and what none fits is the turn of
whom its kind names.
"""

from __future__ import annotations

from rdopkg_ci.core.causes.cause import Blame
from rdopkg_ci.core.causes.kind import Kind
from rdopkg_ci.core.causes.turn_rules import RULES


def whose(kind: Kind, said: str, section: str = '', around: str = '') -> Blame:
    """Whose turn a cause of that kind is, of which ``said`` is known, in a ``section`` of a spec
    (`%build`), empty outside; ``around`` are the lines near it, which tell what was being done.
    """
    fits = (rule.blame for rule in RULES if rule.fits(kind, said, section, around))
    return next(fits, kind.blame)
