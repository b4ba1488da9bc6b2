"""Which candidate is the cause: the likeliest kind near the end, and of that kind the first, for the others follow from it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from rdopkg_ci.core.causes.candidates import Candidate

# What ten times as far from the end costs, in weight.
FAR = 4
# Looks of one kind whose weights differ by more stand for different things, such as a detail and its headline.
ALIKE = 2


class Choice(NamedTuple):
    """``family`` are further lines of the same kind, ``others`` the rest, the likeliest first."""

    primary: Candidate
    family: Sequence[Candidate]
    others: Sequence[Candidate]


def choose(candidates: Sequence[Candidate], lines: int) -> Choice:
    """The choice among at least one candidate of a log with so many lines."""
    def score(candidate: Candidate) -> float:
        return candidate.weight - FAR * math.log10(1 + max(0, lines - candidate.n))

    best = max(candidates, key=lambda candidate: (score(candidate), -candidate.n))
    same = [candidate for candidate in candidates if candidate.kind.signature == best.kind.signature]
    alike = [candidate for candidate in same if candidate.weight >= best.weight - ALIKE]
    primary = best if best.kind.last else alike[0]
    family = [candidate for candidate in (reversed(alike) if best.kind.last else alike) if candidate is not primary]
    others = [candidate for candidate in candidates if candidate not in alike]
    return Choice(primary, family, sorted(others, key=lambda candidate: -score(candidate)))
