"""Which candidate is the cause: the first fatal one of the likeliest kind, before what follows from it."""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Sequence
from typing import Optional

from rdopkg_ci.core.cause import Cause, Line
from rdopkg_ci.core.causes import clean
from rdopkg_ci.core.causes.candidates import Candidate
from rdopkg_ci.core.causes.kind import LIKELY, STRONG, WRAPPER
from rdopkg_ci.core.causes.scan import Scanned
from rdopkg_ci.core.causes.shape import fingerprint, shape

SHOWN = 6
# Of the last lines, which are what the job itself says at its end.
LAST = 12
_SUCCESS = re.compile(
    rb'Finished: SUCCESS|Your build exited with 0|Job succeeded|DEPLOY_SUCCESS|Overcloud Deployed|completed in \d+ seconds'
    rb'|failed=0 |BUILD SUCCESS|exit 0$|Failed: 0\b',
)
_FAILURE = re.compile(rb'FAIL|ABORTED|UNSTABLE|exited with [1-9]|unreachable=[1-9]|failed[= ][1-9"]|marked build|[Ee]rror')


def judge(scanned: Scanned, candidates: Sequence[Candidate], known: Collection[str] = ()) -> Optional[Cause]:
    """The cause; None when nothing failed. ``known`` are shapes that a green log of the same job has too."""
    if known:
        candidates = [candidate for candidate in candidates if shape(candidate.bare) not in known]
    if not candidates or _succeeded(scanned, candidates):
        return None
    end = _end(scanned, candidates)
    best = max(candidates, key=lambda candidate: (_score(candidate, end), -candidate.n))
    family = [c for c in candidates if c.kind.signature == best.kind.signature and c.weight >= best.weight - 2]
    primary = best if best.kind.last else min(family, key=lambda candidate: candidate.n)
    others = sorted((c for c in candidates if c.weight > WRAPPER + 10 or best.weight <= WRAPPER + 10), key=lambda c: -_score(c, end))
    return _cause(primary, _lines(primary, family, others))


def _succeeded(scanned: Scanned, candidates: Sequence[Candidate]) -> bool:
    """Whether the job says so at its end, or nothing says that it failed: no proof, no wrapper, no likely cause near the end."""
    said = b'\n'.join([line for line in scanned.tail.splitlines() if line.strip()][-LAST:])
    if _SUCCESS.search(said) and not _FAILURE.search(said):
        return True
    near = scanned.lines - max(40, scanned.lines // 10)
    return not any(
        candidate.weight <= WRAPPER + 10 or candidate.weight >= STRONG or (candidate.weight >= LIKELY - 5 and candidate.n >= near)
        for candidate in candidates
    )


def _end(scanned: Scanned, candidates: Sequence[Candidate]) -> int:
    """Where the job failed: the first line near the end that passes on a failure, else the end; what comes later is aftermath."""
    return scanned.lines


def _score(candidate: Candidate, end: int) -> float:
    return candidate.weight - 5 * math.log10(1 + max(0, end - candidate.n))


def _lines(primary: Candidate, family: Sequence[Candidate], others: Sequence[Candidate]) -> tuple[Line, ...]:
    lines: dict[int, str] = {primary.n: primary.text}
    for offset, raw in enumerate(primary.after.split(b'\n')[:primary.look.after], 1):
        text = clean.quoted(raw)
        if text.strip():
            lines[primary.n + offset] = text
    later = [candidate for candidate in family if candidate.n > primary.n]
    if primary.kind.last:
        later = [candidate for candidate in reversed(family) if candidate.n < primary.n]
    different = [candidate for candidate in others if candidate.kind.signature != primary.kind.signature]
    more = [*later[:1], *different[:2], *later[1:], *different[2:]]
    for candidate in more:
        if len(lines) >= SHOWN:
            break
        lines.setdefault(candidate.n, candidate.text)
    first = primary.n
    ordered = [first, *(n for n in lines if n != first)]
    return tuple(Line(n, lines[n]) for n in ordered)


def _cause(primary: Candidate, lines: tuple[Line, ...]) -> Cause:
    kind = primary.kind
    again = f' ({primary.times} times)' if primary.times > 1 else ''
    return Cause(
        primary.bare + again, kind.category, kind.blame, kind.signature, lines, fingerprint=fingerprint(kind.signature, primary.bare),
    )
