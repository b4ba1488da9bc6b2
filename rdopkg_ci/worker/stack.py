"""The repos that a job is about, as the solver wants them, and whom it may blame."""

from __future__ import annotations

from collections.abc import Collection

from rdopkg_ci.core.phase import PHASE1
from rdopkg_ci.doors.depcheck import RepoStack
from rdopkg_ci.worker.job import Job


def stack(job: Job) -> RepoStack:
    """The repo under test over production and what lies under that."""
    repos = RepoStack(job.repos.base, job.repos.production, job.tested, target=str(job.target))
    if not job.generation:
        return repos
    # It has production and the updates in one repo.
    ids = {path: owner.update for path, owner in job.owners.items()}
    return repos._replace(owner=lambda path: ids.get(path, ''))


def blamable(job: Job) -> Collection[str]:
    """The ids of the updates to choose from; none in phase1, where it needs no telling."""
    return () if job.plan.phase == PHASE1 else tuple(job.builds)
