"""Step resolve: would anything become uninstallable, or fail to upgrade, that is fine in production
alone?
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TextIO

from rdopkg_ci.core.depsolve import report as wording
from rdopkg_ci.core.phase import PHASE1
from rdopkg_ci.core.runs.result import Rpm
from rdopkg_ci.doors import depcheck
from rdopkg_ci.worker.endings import StepFailed
from rdopkg_ci.worker.job import Job


def resolve(job: Job, log: TextIO) -> Sequence[Rpm]:
    # In phase1 it needs no telling.
    updates = () if job.plan.phase == PHASE1 else tuple(job.builds)
    repos = depcheck.RepoStack(job.repos.base, job.repos.production, job.tested)
    if job.generation:
        # It has production and the updates in one repo.
        repos = repos._replace(owner=lambda path: job.owners.get(path, ''))
    difference = depcheck.check(repos, updates, job.work / 'metadata')
    lines = wording.report(difference, bool(job.repos.base))
    print('\n'.join(lines), file=log)
    if difference.new:
        raise StepFailed(wording.cause(difference, lines))
    return ()
