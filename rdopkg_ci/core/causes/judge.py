"""From candidates to the cause."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from rdopkg_ci.core.causes import proof, trace, turn
from rdopkg_ci.core.causes.candidates import Candidate
from rdopkg_ci.core.causes.cause import Cause
from rdopkg_ci.core.causes.choose import choose
from rdopkg_ci.core.causes.outcome import succeeded
from rdopkg_ci.core.causes.scan import Scanned
from rdopkg_ci.core.causes.shape import fingerprint, shape
from rdopkg_ci.core.causes.summary import summary, told


def judge(
    scanned: Scanned, candidates: Sequence[Candidate], known: Collection[str] = ()
) -> Cause | None:
    """The cause; None when nothing failed. ``known`` are shapes that a green log of the same job
    has too.
    """
    if known:
        candidates = [candidate for candidate in candidates if shape(candidate.bare) not in known]
    if not candidates or succeeded(scanned, candidates):
        return trace.ended(scanned)
    choice = choose(candidates, scanned)
    primary, kind = choice.primary, choice.primary.kind
    lines = proof.lines(choice, scanned, known)
    said = summary(primary, scanned, lines)
    return Cause(
        said,
        kind.category,
        turn.whose(kind, f'{said} {lines[0].text}', _section(primary, candidates)),
        primary.signature,
        lines,
        fingerprint=fingerprint(primary.signature, told(primary)),
    )


def _section(primary: Candidate, candidates: Sequence[Candidate]) -> str:
    """The section of a spec that it lies in."""
    return turn.section(primary.n, ((candidate.n, candidate.bare) for candidate in candidates))
