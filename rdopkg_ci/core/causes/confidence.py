"""How sure a cause is."""

from __future__ import annotations

from rdopkg_ci.core.causes import reason
from rdopkg_ci.core.causes.cause import Confidence
from rdopkg_ci.core.causes.choose import Choice
from rdopkg_ci.core.causes.kind import LIKELY, STRONG, WEAK

# So much likelier than the next of another kind is what proves itself.
CLEARLY = 12
# No more lines between it and where its failure was passed on, for it to be the step's own last
# word.
NEAR = 150
# So many lines above it are right above.
ABOVE = 8


def confidence(choice: Choice) -> Confidence:
    """Proof is a line of a form that nothing else has, right where the step failed, with no rival;
    a headline proves nothing.
    """
    weight = choice.primary.weight
    is_clear = weight >= STRONG and choice.lead >= CLEARLY and not _is_preceded(choice)
    if is_clear and choice.inside and choice.far <= NEAR and not reason.is_headline(choice.primary):
        return Confidence.PROOF
    return Confidence.LIKELY if weight >= LIKELY - 10 else Confidence.GUESS


def _is_preceded(choice: Choice) -> bool:
    """Whether something else complained right above, which it may only follow from; what announces
    it does not.
    """
    first = choice.primary.n - ABOVE
    return any(
        first <= other.n < choice.primary.n
        for other in choice.others
        if other.weight >= WEAK
        and other.kind.signature != choice.primary.kind.signature
        and not other.bare.endswith(':')
    )
