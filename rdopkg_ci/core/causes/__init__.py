"""The cause of a failed log: read as a stream, in bounded memory, at the speed of a few searches.

decode → scan → candidates → judge: whole lines; the suspicious ones; of which kind they are; which
of them came first.
"""

from __future__ import annotations

from collections.abc import Iterable

from rdopkg_ci.core.causes.candidates import classify
from rdopkg_ci.core.causes.cause import Cause
from rdopkg_ci.core.causes.decode import blocks
from rdopkg_ci.core.causes.judge import judge
from rdopkg_ci.core.causes.scan import scan
from rdopkg_ci.core.causes.shape import shape


def explain(chunks: Iterable[bytes], *, baseline: Iterable[bytes] = ()) -> Cause | None:
    """The cause of a failed log, given as pieces of bytes; None when nothing in it failed.

    What ``baseline``, a green log of the same job, says too is no cause.
    """
    known = {shape(candidate.bare) for candidate in classify(scan(blocks(baseline)).hits)}
    scanned = scan(blocks(chunks))
    return judge(scanned, classify(scanned.hits), known)
