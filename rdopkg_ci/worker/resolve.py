"""Step resolve: would anything become uninstallable, or fail to upgrade, that is fine in production
alone?
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TextIO

from rdopkg_ci.core.depsolve import report as wording
from rdopkg_ci.core.runs.result import Rpm
from rdopkg_ci.doors import depcheck
from rdopkg_ci.worker import evidence
from rdopkg_ci.worker.endings import StepFailed
from rdopkg_ci.worker.job import Job
from rdopkg_ci.worker.stack import blamable, stack


def resolve(job: Job, log: TextIO) -> Sequence[Rpm]:
    checked = depcheck.check(stack(job), blamable(job), job.cache)
    evidence.note_needs(job, checked.needs)
    difference = checked.difference
    lines = wording.report(difference, bool(job.repos.base), checked.modular)
    print('\n'.join(lines), file=log)
    if difference.new:
        raise StepFailed(wording.cause(difference, lines))
    return ()
