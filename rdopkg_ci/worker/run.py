"""One worker: run a job's steps one after another, and say what the run came to.

The first step that fails is what the run came to. After it only those run that always do; the
others are skipped.
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from datetime import datetime, timezone

from rdopkg_ci.core.planning.plan import PlannedStep
from rdopkg_ci.core.runs import junit, result_json
from rdopkg_ci.core.runs.result import Result, StepOutcome, StepResult
from rdopkg_ci.core.runs.verdict import Verdict
from rdopkg_ci.doors import files, tools
from rdopkg_ci.worker import evidence
from rdopkg_ci.worker.job import Job
from rdopkg_ci.worker.step import Ended, Step, ran, skipped


def run(job: Job, steps: Sequence[Step]) -> Result:
    """Run the steps and leave result.json, result.xml and a log a step in ``job.result``."""
    job.result.mkdir(parents=True, exist_ok=True)
    started = datetime.now(timezone.utc)
    done: list[Ended] = []
    for step in steps:
        reason = _why_skipped(job, step.planned, done)
        ended = skipped(step, reason) if reason else ran(job, step)
        done.append(ended)
        print(_in_words(ended.result), flush=True)
    result = _result(job, started, done)
    shutil.rmtree(job.work, ignore_errors=True)
    files.write(job.result / 'result.xml', junit.dump(result))
    # Last, because its presence says that the run is over.
    files.write(job.result / 'result.json', result_json.dump(result))
    return result


def _result(job: Job, started: datetime, done: Sequence[Ended]) -> Result:
    failure = next((ended.failure for ended in done if ended.failure), None)
    fetched = [rpm for ended in done for rpm in ended.rpms]
    return Result(
        job.plan.phase,
        job.target,
        tuple(sorted(job.builds)),
        job.commit,
        failure.verdict if failure else Verdict.PASSED,
        started,
        datetime.now(timezone.utc),
        tuple(ended.result for ended in done),
        failure.cause if failure else None,
        (*fetched, *evidence.published(job)),
        tuple(evidence.metadata(job)),
        tuple(tools.versions(evidence.programs(ended.result for ended in done))),
        tuple(evidence.needs(job).items()),
        job.key,
        evidence.notes(job),
    )


def _why_skipped(job: Job, step: PlannedStep, done: Sequence[Ended]) -> str:
    failed = next((ended.result.name for ended in done if ended.failure), '')
    if not failed:
        return ''
    if not step.always:
        return f'{failed} failed'
    return '' if step.limit(job.seconds_left) > 0 else 'no time of the run was left for it'


def _in_words(result: StepResult) -> str:
    if result.outcome is StepOutcome.SKIPPED:
        return f'{result.name}: skipped: {result.reason}'
    return f'{result.name}: {result.reason or "ok"}'
