"""The cause of a failed log: read as a stream, in bounded memory, at the speed of a few searches.

decode → scan → candidates → choose → proof: whole lines; those that may tell of a failure; of
which kind they are; which of them it died of; what else shows it.
"""

from __future__ import annotations

from collections.abc import Iterable

from rdopkg_ci.core.causes.cause import Answer
from rdopkg_ci.core.causes.judge import judge
from rdopkg_ci.core.causes.log import read
from rdopkg_ci.core.causes.section import STEP
from rdopkg_ci.core.causes.shape import shape


def explain(
    chunks: Iterable[bytes],
    *,
    baseline: Iterable[bytes] = (),
    failed: bool = False,
    tests: bool = False,
) -> Answer:
    """Whether a log, given as pieces of bytes, tells of a failure, and its cause. What
    ``baseline``, a green log of the same job, says too is no cause. With ``failed`` the job is
    known to have failed, and the likeliest cause is named whatever the log says; with ``tests`` it
    is known to be a step of a run, which tests an update.
    """
    known = {shape(candidate.bare) for candidate in read(baseline).candidates}
    return judge(read(chunks), known, failed=failed, within=STEP if tests else '')
