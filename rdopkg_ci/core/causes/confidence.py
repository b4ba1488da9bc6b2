"""How sure a cause is."""

from __future__ import annotations

from rdopkg_ci.core.causes.cause import Confidence
from rdopkg_ci.core.causes.choose import Choice
from rdopkg_ci.core.causes.kind import LIKELY, STRONG

# So much likelier than the next of another kind is what proves itself.
CLEARLY = 12


def confidence(choice: Choice) -> Confidence:
    """Proof is a line of a form that nothing else has, in the step that failed, with no rival."""
    weight = choice.primary.weight
    if weight >= STRONG and choice.lead >= CLEARLY and choice.inside:
        return Confidence.PROOF
    return Confidence.LIKELY if weight >= LIKELY - 10 else Confidence.GUESS
