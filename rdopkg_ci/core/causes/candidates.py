"""Which of the suspicious lines may be a cause, and of which kind."""

from __future__ import annotations

import re
from typing import NamedTuple

from rdopkg_ci.core.causes import clean, noise, patterns
from rdopkg_ci.core.causes.kind import LIKELY, NOISE, Kind, Pattern
from rdopkg_ci.core.causes.patterns import MOST_OF_A_WRAPPER
from rdopkg_ci.core.causes.scan import Hit

# Far more than anybody reads, far fewer than a log of errors only.
KEPT = 6000
NONE = -1
# A frame of a stack: where it was, never what.
_FRAME = re.compile(rb'\s*at [\w$.<>/]+\(')


class Candidate(NamedTuple):
    """``text`` is for people, ``bare`` what was judged; ``times`` is how often the same came,
    ``last`` where it came again last; ``hit`` knows the lines around it.
    """

    n: int
    text: str
    bare: str
    kind: Kind
    pattern: Pattern
    weight: int
    hit: Hit
    test: str = ''
    times: int = 1
    last: int = 0

    @property
    def signature(self) -> str:
        """That of its kind, and of which test."""
        return f'{self.kind.signature}:{self.test}' if self.test else self.kind.signature

    @property
    def is_wrapper(self) -> bool:
        """Whether it only says that something else failed."""
        return self.pattern.weight <= MOST_OF_A_WRAPPER


def classify(hits: list[Hit]) -> list[Candidate]:
    """The candidates in order, repetitions of one line counted in the first."""
    if len(hits) > KEPT:
        hits = hits[: KEPT // 2] + hits[-KEPT // 2 :]
    first: dict[str, int] = {}
    found: list[Candidate] = []
    for hit in hits:
        raw = hit.raw
        if _FRAME.match(raw) or noise.is_ignored(hit):
            continue
        text = clean.shown(raw)
        bare = clean.bare(text)
        at = first.get(bare)
        if at is None or (at == NONE and clean.ANNOTATION in text):
            candidate = _classify(hit, text, bare)
            first[bare] = len(found) if candidate else NONE
            found += [candidate] if candidate else []
        elif at != NONE:
            found[at] = found[at]._replace(times=found[at].times + 1, last=hit.n)
    return found


def _classify(hit: Hit, text: str, bare: str) -> Candidate | None:
    if noise.is_echo(bare):
        return None
    around = hit.around
    match = patterns.match(bare, around)
    told = (
        patterns.match(clean.ANNOTATION + bare, around)
        if clean.ANNOTATION in text and not (match and match.is_wrapper)
        else None
    )
    weight = max([found.pattern.weight for found in (match, told) if found], default=NOISE)
    if told and (match is None or match.pattern.weight < LIKELY):
        match = told
    if match is None:
        return None
    if weight > MOST_OF_A_WRAPPER:
        if weight < noise.PROVEN and not told and noise.is_harmless(bare):
            return None
        if weight < noise.GRAVE and noise.is_mild(text, bare):
            weight -= noise.MILDER
    if weight <= NOISE:
        return None
    quoted = bare if len(bare) >= clean.ENOUGH else text
    return Candidate(hit.n, quoted, bare, match.kind, match.pattern, weight, hit, match.test)
