"""Which candidate is the cause: the likeliest kind near the end of the step that failed, and of
that kind the first, for the others follow from it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from rdopkg_ci.core.causes import ending
from rdopkg_ci.core.causes.candidates import Candidate
from rdopkg_ci.core.causes.kind import STRONG
from rdopkg_ci.core.causes.scan import Scanned

# What ten times as far from the end of the step costs, in weight.
FAR = 4
# And what being said after it costs: a clear word is then still no better than the exit code.
LATE = 70
# And of what was said before it a clear word and a weak one. A build may be told to go on when
# tests fail, so theirs cost nothing.
EARLY, WEAKLY_EARLY = 15, 70
TESTS = 'test_failure'
# So much less likely, by their distance, may others of the kind be: what happened long before was
# lived with. A weak one soon is.
FIRMLY, LOOSELY = 12, 4
# Looks of one kind whose weights differ by more stand for different things, such as a detail and
# its headline.
ALIKE = 2


class Choice(NamedTuple):
    """``family`` are further lines of the same kind, ``others`` the rest, the likeliest first.
    ``end`` is where it was passed on that something failed, None when nothing does so.
    """

    primary: Candidate
    family: Sequence[Candidate]
    others: Sequence[Candidate]
    end: Candidate | None


def choose(candidates: Sequence[Candidate], scanned: Scanned) -> Choice:
    """The choice among at least one candidate."""
    step = ending.step(scanned, candidates)
    scored = [(_score(candidate, step, scanned.lines), candidate) for candidate in candidates]
    highest, best = max(scored, key=lambda one: (one[0], -one[1].n))
    least = highest - (FIRMLY if best.weight >= STRONG else LOOSELY)

    def is_alike(score: float, candidate: Candidate) -> bool:
        return (
            candidate.kind.signature == best.kind.signature
            and candidate.weight >= best.weight - ALIKE
            and score >= least
        )

    alike = [candidate for score, candidate in scored if is_alike(score, candidate)]
    primary = best if best.kind.last else alike[0]
    family = [
        one
        for one in (reversed(alike) if best.kind.last else alike)
        if one is not primary and one is not best
    ]
    others = sorted((one for one in scored if not is_alike(*one)), key=lambda one: -one[0])
    return Choice(
        primary,
        family if best is primary else [best, *family],
        [candidate for _, candidate in others],
        step.passed_on,
    )


def _score(candidate: Candidate, step: ending.Step, lines: int) -> float:
    n = candidate.last if candidate.n < candidate.last < step.end else candidate.n
    weight, far = candidate.weight, step.end - n
    if far < 0:
        weight, far = weight - LATE, lines - n
    elif n < step.begin and candidate.kind.category != TESTS:
        weight -= EARLY if weight >= STRONG else WEAKLY_EARLY
    return weight - FAR * math.log10(1 + max(0, far))
