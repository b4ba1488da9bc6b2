"""Step resolve: would anything become uninstallable, or fail to upgrade, that is fine in production
alone?
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TextIO

from rdopkg_ci.core.causes.cause import Blame
from rdopkg_ci.core.depsolve import report as wording
from rdopkg_ci.core.depsolve.difference import Difference
from rdopkg_ci.core.depsolve.problem import Attributed, FileConflict, Older, Rival
from rdopkg_ci.core.depsolve.rivals import Brought, rivals
from rdopkg_ci.core.phase import PHASE1
from rdopkg_ci.core.runs.result import Rpm
from rdopkg_ci.core.runs.verdict import Verdict
from rdopkg_ci.core.text.terminal import safe_line
from rdopkg_ci.doors import depcheck
from rdopkg_ci.doors.repos import namesakes, primary, repodata
from rdopkg_ci.errors import CiError
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
    # Whatever becomes of us from here on.
    print('\n'.join(lines), file=log, flush=True)
    older = [] if job.generation else [*filter(partial(_is_told, job), difference.older)]
    if taken or difference.new:
        raise _failed(job, log, lines, taken, difference, older)
    if older:
        raise StepFailed(wording.older_cause(older, lines))
    return ()


def _failed(
    job: Job,
    log: TextIO,
    lines: Sequence[str],
    taken: Sequence[Rival],
    difference: Difference,
    older: Sequence[Older],
) -> StepFailed:
    """With all that can be known: who mends this should not meet the next thing in another run."""
    baseless = '' if job.repos.base else str(job.target)
    cause = wording.cause(difference, lines, baseless) if difference.new else None
    is_of_ci = cause is not None and cause.blame is Blame.CI
    if cause and is_of_ci and not taken:
        return StepFailed(cause, Verdict.ERRORED)
    conflicts = _file_conflicts(job, log)
    also: list[Attributed] = [*conflicts, *older]
    lines = [*lines, *map(str, conflicts)]
    if taken:
        new = [] if is_of_ci else difference.new
        return StepFailed(wording.rivals_cause(taken, lines, [*new, *also]))
    return StepFailed(wording.cause(difference, lines, baseless, also))


def _file_conflicts(job: Job, log: TextIO) -> Sequence[FileConflict]:
    """Those that step files would find, which is not run after this one has failed."""
    try:
        found = depcheck.check_files(stack(job), blamable(job), job.cache).new
    except CiError as error:
        print(f'note: whether files clash is not known: {safe_line(str(error))}', file=log)
        return ()
    print('\n'.join(map(str, found)), file=log, end='\n' if found else '')
    return found


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
