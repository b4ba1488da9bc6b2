"""One step of a worker: run in a process of its own, to whatever end."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple, TextIO

from rdopkg_ci.core.causes.cause import Cause
from rdopkg_ci.core.causes.shape import fingerprint
from rdopkg_ci.core.planning.plan import PlannedStep
from rdopkg_ci.core.runs.result import Rpm, StepOutcome, StepResult
from rdopkg_ci.core.runs.verdict import Verdict
from rdopkg_ci.core.text.terminal import safe_line
from rdopkg_ci.doors.processes.confined import Died, TimeIsUp, confined
from rdopkg_ci.worker import capped
from rdopkg_ci.worker.endings import StepFailed, StepSkipped
from rdopkg_ci.worker.job import Job
from rdopkg_ci.worker.unexpected import cause_of

# Writes what it does to the log and raises StepFailed or StepSkipped; returns the RPMs it found, if
# that is its work.
Work = Callable[[Job, TextIO], Sequence[Rpm]]


class Step(NamedTuple):
    """A step of the plan, and what does it."""

    planned: PlannedStep
    work: Work

    @property
    def log(self) -> str:
        """The file name of its log."""
        return f'{self.planned.name}.log'


class Ended(NamedTuple):
    """How a step ended: ``failure`` where it failed."""

    result: StepResult
    rpms: Sequence[Rpm] = ()
    failure: StepFailed | None = None


def skipped(step: Step, reason: str) -> Ended:
    return Ended(StepResult(step.planned.name, StepOutcome.SKIPPED, 0.0, '', reason))


def ran(job: Job, step: Step) -> Ended:
    begun = time.monotonic()
    path = job.result / step.log
    path.unlink(missing_ok=True)
    # Line by line to its end, whoever writes: the step's process, its command, and we.
    with open(path, 'a', 1, encoding='utf-8', errors='backslashreplace') as log:
        ended = _confined(job, step, log)
    seconds = round(time.monotonic() - begun, 3)
    return ended._replace(result=ended.result._replace(seconds=seconds, log=step.log))


def _confined(job: Job, step: Step, log: TextIO) -> Ended:
    """How the step ended in a process of its own, or that this was the end of it."""
    limit = step.planned.limit(job.seconds_left)
    try:
        return confined(partial(_end, job, step, log), limit, job.bounds, job.scratch)
    except (TimeIsUp, Died) as error:
        capped.settle(job, log)
        return _unexpected(job, step, log, error)


def _end(job: Job, step: Step, log: TextIO) -> Ended:
    try:
        rpms = step.work(job, log)
        return Ended(StepResult(step.planned.name, StepOutcome.OK, 0.0, ''), rpms)
    except StepSkipped as why:
        reason = safe_line(str(why))
        print(f'skipped: {reason}', file=log)
        return skipped(step, reason)
    except StepFailed as failed:
        return _failed(step, failed.cause, failed.verdict)
    except Exception as error:
        return _unexpected(job, step, log, error)


def _unexpected(job: Job, step: Step, log: TextIO, error: Exception) -> Ended:
    cause = cause_of(error, job, step.planned, log)
    print(f'error: {cause.summary}', file=log)
    return _failed(step, cause, Verdict.ERRORED)


def _failed(step: Step, cause: Cause, verdict: Verdict) -> Ended:
    placed = _placed(cause, step)
    reason = safe_line(cause.summary)
    result = StepResult(step.planned.name, StepOutcome.FAILED, 0.0, '', reason)
    return Ended(result, failure=StepFailed(placed, verdict))


def _placed(cause: Cause, step: Step) -> Cause:
    """The cause with the step that it is from, and a fingerprint where it has none yet."""
    known = cause.fingerprint or fingerprint(cause.signature, cause.summary)
    return cause._replace(step=step.planned.name, log=step.log, fingerprint=known)
