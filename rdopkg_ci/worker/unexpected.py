"""The cause when it was not the update that failed: the machine, a server, or ourselves."""

from __future__ import annotations

import traceback
from collections.abc import Mapping
from typing import TextIO

from rdopkg_ci.core.causes.cause import Blame, Cause
from rdopkg_ci.core.planning.plan import PlannedStep
from rdopkg_ci.doors.http import Absent, HttpError, Unreachable
from rdopkg_ci.doors.processes.confined import Died, TimeIsUp
from rdopkg_ci.errors import CiError
from rdopkg_ci.worker.job import Job

# As `explain` calls them in the log of a command that fetched.
_OF_ERRORS: Mapping[type[CiError], tuple[str, str]] = {
    Absent: ('download_404', 'mirror-404'),
    Unreachable: ('network_unreachable', 'network-error'),
    HttpError: ('repo_unreachable', 'http-error'),
}


def cause_of(error: Exception, job: Job, step: PlannedStep, log: TextIO) -> Cause:
    """Nobody foresaw ``error`` while the step ran. Where it is our own mistake, the log gets the
    traceback.
    """
    if isinstance(error, TimeIsUp):
        summary = f'step {step.name} did not end before {_limit(job, step)}'
        return Cause(summary, 'timeout', Blame.INFRASTRUCTURE, 'timeout')
    if isinstance(error, Died):
        summary = f'step {step.name} {error}'
        return Cause(summary, 'infrastructure', Blame.INFRASTRUCTURE, 'worker-died')
    if isinstance(error, MemoryError):
        summary = f'step {step.name} needs more than runs.memory allows, {job.bounds.memory} MB'
        return Cause(summary, 'infrastructure', Blame.INFRASTRUCTURE, 'out-of-memory')
    if isinstance(error, CiError):
        category, signature = next(
            (words for kind, words in _OF_ERRORS.items() if isinstance(error, kind)),
            ('infrastructure', 'worker-error'),
        )
        summary = '. '.join(filter(None, (str(error), error.hint)))
        return Cause(summary, category, Blame.INFRASTRUCTURE, signature)
    if isinstance(error, OSError) and error.errno:
        # A write that the disk or a bound does not allow names no file.
        where = error.filename or f'step {step.name}'
        summary = f'{where}: {error.strerror}'
        return Cause(summary, 'infrastructure', Blame.INFRASTRUCTURE, 'worker-error')
    traceback.print_exception(type(error), error, error.__traceback__, file=log)
    return Cause(f'{type(error).__name__}: {error}', 'ci', Blame.CI, 'worker-bug')


def _limit(job: Job, step: PlannedStep) -> str:
    # Now nothing is left of the limit that has passed.
    if step.timeout is not None and job.seconds_left > step.kept:
        return f'its own time limit of {step.timeout:g} seconds'
    kept = f', {step.kept:g} of them kept for the steps that always run' if step.kept else ''
    return f'the time limit of {job.plan.timeout:g} seconds{kept}'
