"""Step resolve: would anything become uninstallable, or fail to upgrade, that is fine in production
alone?
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TextIO

from rdopkg_ci.core.causes.cause import Blame
from rdopkg_ci.core.depsolve import report as wording
from rdopkg_ci.core.runs.result import Rpm
from rdopkg_ci.core.runs.verdict import Verdict
from rdopkg_ci.doors import depcheck
from rdopkg_ci.worker import evidence
from rdopkg_ci.worker.endings import StepFailed
from rdopkg_ci.worker.job import Job
from rdopkg_ci.worker.stack import blamable, stack


def resolve(job: Job, log: TextIO) -> Sequence[Rpm]:
    difference, needs = depcheck.check(stack(job), blamable(job), job.cache)
    evidence.note_needs(job, needs)
    lines = wording.report(difference, bool(job.repos.base))
    print('\n'.join(lines), file=log)
    if difference.new:
        cause = wording.cause(difference, lines, str(job.target) if not job.repos.base else '')
        raise StepFailed(cause, Verdict.ERRORED if cause.blame is Blame.CI else Verdict.FAILED)
    return ()
