"""Step resolve: would anything become uninstallable, or fail to upgrade, that is fine in production
alone?
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TextIO

from rdopkg_ci.core.causes.cause import Blame
from rdopkg_ci.core.depsolve import report as wording
from rdopkg_ci.core.depsolve.problem import Older, Rival
from rdopkg_ci.core.depsolve.rivals import Brought, rivals
from rdopkg_ci.core.phase import PHASE1
from rdopkg_ci.core.runs.result import Rpm
from rdopkg_ci.core.runs.verdict import Verdict
from rdopkg_ci.doors import depcheck
from rdopkg_ci.doors.repos import namesakes, primary, repodata
from rdopkg_ci.worker import evidence
from rdopkg_ci.worker.endings import StepFailed
from rdopkg_ci.worker.job import Job
from rdopkg_ci.worker.stack import blamable, stack


def resolve(job: Job, log: TextIO) -> Sequence[Rpm]:
    checked = depcheck.check(stack(job), blamable(job), job.cache)
    evidence.note_needs(job, checked.needs)
    difference = checked.difference
    taken = _rivals(job)
    report = wording.report(difference, bool(job.repos.base), checked.modular)
    lines = [*report, *map(str, taken)]
    print('\n'.join(lines), file=log)
    if taken:
        raise StepFailed(wording.rivals_cause(taken, lines))
    if difference.new:
        cause = wording.cause(difference, report, str(job.target) if not job.repos.base else '')
        raise StepFailed(cause, Verdict.ERRORED if cause.blame is Blame.CI else Verdict.FAILED)
    older = [] if job.generation else [*filter(partial(_is_told, job), difference.older)]
    if older:
        raise StepFailed(wording.older_cause(older, lines))
    return ()


def _rivals(job: Job) -> Sequence[Rival]:
    """What the pool brings under names that stand for something else; of what is published already
    a promotion has seen to it.
    """
    if job.generation:
        return ()
    listed = primary.read(repodata.fetch(job.pool.as_uri(), job.cache).primary)
    brought = {
        Brought(depcheck.by_directory(one.where), one.file, one.build, one.digest): job.pool
        / one.where
        for one in listed
    }
    published = namesakes.others(job.repos.production, job.cache, brought)
    return list(rivals(sorted(brought), published, job.waiting, job.plan.phase == PHASE1))


def _is_told(job: Job, older: Older) -> bool:
    """Whether the policy does not allow it, for the tag of the build that it is of."""
    every = [build for builds in job.builds.values() for build in builds]
    tags = {build.tag for build in every if build.id.endswith(f'-{older.release}')}
    return not tags & set(job.may_be_older)
