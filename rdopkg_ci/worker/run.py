"""One worker: run a job's steps one after another until one fails, and say what the run came to."""

from __future__ import annotations

import shutil
import signal
import time
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timezone
from types import FrameType
from typing import Callable, NamedTuple, TextIO

from rdopkg_ci.core.causes.cause import Blame, Cause
from rdopkg_ci.core.causes.shape import fingerprint
from rdopkg_ci.core.runs import junit, result_json
from rdopkg_ci.core.runs.result import Result, Rpm, Step
from rdopkg_ci.core.runs.verdict import Verdict
from rdopkg_ci.doors import files
from rdopkg_ci.errors import CiError
from rdopkg_ci.worker.job import Job

GRACE = 60


class StepFailed(Exception):
    """A step found the job wanting: FAILED is the update's doing, ERRORED is not."""

    def __init__(self, cause: Cause, verdict: Verdict = Verdict.FAILED) -> None:
        super().__init__(cause.summary)
        self.cause = cause
        self.verdict = verdict


class TimeIsUp(Exception):
    """The job's deadline passed while a step ran."""


class NamedStep(NamedTuple):
    """A step writes what it does to the log and raises StepFailed; it returns the RPMs it found, if
    that is its work.
    """

    name: str
    work: Callable[[Job, TextIO], Sequence[Rpm]]


def run(job: Job, steps: Sequence[NamedStep]) -> Result:
    """Run the steps and leave result.json, result.xml and a log a step in ``job.result``."""
    job.result.mkdir(parents=True, exist_ok=True)
    started = datetime.now(timezone.utc)
    done: list[Step] = []
    rpms: list[Rpm] = []
    failure: StepFailed | None = None
    for step in steps:
        begun = time.monotonic()
        log = f'{step.name}.log'
        failure = _run_step(job, step, log, rpms)
        done.append(Step(step.name, failure is None, round(time.monotonic() - begun, 3), log))
        print(f'{step.name}: {"ok" if failure is None else failure.cause.summary}', flush=True)
        if failure is not None:
            break
    result = Result(
        job.phase,
        job.target,
        tuple(sorted(job.builds)),
        job.commit,
        failure.verdict if failure else Verdict.PASSED,
        started,
        datetime.now(timezone.utc),
        tuple(done),
        failure.cause if failure else None,
        tuple(rpms),
    )
    shutil.rmtree(job.work, ignore_errors=True)
    files.write(job.result / 'result.xml', junit.dump(result))
    # Last, because its presence says that the run is over.
    files.write(job.result / 'result.json', result_json.dump(result))
    return result


def _run_step(job: Job, step: NamedStep, log: str, rpms: list[Rpm]) -> StepFailed | None:
    with open(job.result / log, 'w', encoding='utf-8', errors='backslashreplace') as stream:
        try:
            with _time_limit(job):
                rpms.extend(step.work(job, stream))
            return None
        except StepFailed as failure:
            return StepFailed(_placed(failure.cause, step, log), failure.verdict)
        except Exception as error:
            cause = _unexpected(job, step, error, stream)
        print(f'error: {cause.summary}', file=stream)
        return StepFailed(_placed(cause, step, log), Verdict.ERRORED)


def _placed(cause: Cause, step: NamedStep, log: str) -> Cause:
    """The cause with the step that it is from, and a fingerprint where it has none yet."""
    known = cause.fingerprint or fingerprint(cause.signature, cause.summary)
    return cause._replace(step=step.name, log=log, fingerprint=known)


def _unexpected(job: Job, step: NamedStep, error: Exception, log: TextIO) -> Cause:
    """The cause when it was not the update that failed: the machine, a server, or ourselves."""
    if isinstance(error, TimeIsUp):
        summary = (
            f'step {step.name} did not end before the time limit of {job.settings.timeout:g}'
            ' seconds'
        )
        return Cause(summary, 'timeout', Blame.INFRASTRUCTURE, 'timeout')
    if isinstance(error, CiError):
        summary = '. '.join(filter(None, (str(error), error.hint)))
        return Cause(summary, 'infrastructure', Blame.INFRASTRUCTURE, 'worker-error')
    if isinstance(error, OSError) and error.filename:
        return Cause(
            f'{error.filename}: {error.strerror}',
            'infrastructure',
            Blame.INFRASTRUCTURE,
            'worker-error',
        )
    traceback.print_exception(type(error), error, error.__traceback__, file=log)
    return Cause(f'{type(error).__name__}: {error}', 'ci', Blame.CI, 'worker-bug')


@contextmanager
def _time_limit(job: Job) -> Iterator[None]:
    """Raise TimeIsUp at the deadline; a minute later the process is killed, for code that never
    comes back to Python.
    """

    def ring(number: int, frame: FrameType | None) -> None:
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.alarm(GRACE)
        raise TimeIsUp

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, max(job.seconds_left, 0.001))
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
