"""Runs as reports: what each came to, by its result and, where it left none, by its console."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from types import MappingProxyType

from rdopkg_ci.core.causes import explain
from rdopkg_ci.core.causes.cause import Blame, Cause
from rdopkg_ci.core.judging.report import CONSOLE, Report
from rdopkg_ci.core.runs import owned, result_json
from rdopkg_ci.core.runs.result import Result
from rdopkg_ci.core.runs.verdict import Verdict
from rdopkg_ci.doors.engine import Artifact, Conclusion, Engine, Run, State
from rdopkg_ci.doors.parallel import together
from rdopkg_ci.errors import CiError, NotAuthorised

RESULT = 'result.json'
NOTHING: Mapping[str, Report] = MappingProxyType({})
LOST = Cause(
    'the worker ended without a result: killed, or its machine lost',
    'infrastructure',
    Blame.INFRASTRUCTURE,
    'worker-lost',
)


def read(
    engine: Engine, runs: Sequence[Run], said: Mapping[str, Report] = NOTHING
) -> Sequence[Report]:
    """The report of each run: all results are fetched at once, then the consoles of the lost.
    Green ones that we have ``said``, by series, need no proof again.
    """
    proven = {run.key: one for run in runs if (one := _proven(run, said))}
    left = [run for run in runs if run.state is State.FINISHED and run.key not in proven]
    artifacts = _artifacts(engine, left)
    found = together([partial(_report, engine, run, artifacts.get(run.key)) for run in runs])
    return [
        report._replace(notes=proven[run.key].notes) if run.key in proven else report
        for run, report in zip(runs, found)
    ]


def _proven(run: Run, said: Mapping[str, Report]) -> Report | None:
    """What we have said of the very run, where both are green."""
    known = said.get(run.request.series)
    is_same = known is not None and known.attempt == run.request.attempt
    is_green = run.conclusion is Conclusion.SUCCESS
    return known if known and is_same and is_green and known.verdict is Verdict.PASSED else None


def _artifacts(engine: Engine, runs: Sequence[Run]) -> Mapping[str, Artifact]:
    if not runs:
        return {}
    try:
        return engine.artifacts(runs, RESULT, result_json.LIMIT)
    except CiError as error:
        return {run.key: Artifact(None, str(error)) for run in runs}


def _report(engine: Engine, run: Run, artifact: Artifact | None) -> Report:
    verdict, request = _verdict(run), run.request
    report = Report(
        request.target,
        request.attempt,
        verdict,
        run.url,
        started=run.started,
        expected=run.expected,
        results=run.results,
        console_url=run.console_url,
        waits=run.why,
    )
    if artifact is None:
        return report
    if artifact.problem:
        denied = artifact.denied
        return report._replace(verdict=Verdict.UNKNOWN, problem=artifact.problem, denied=denied)
    result = _result(artifact, run)
    if result is None:
        return _of_lost(engine, run, report)
    return report._replace(
        verdict=result.verdict, cause=result.cause, result=result, notes=result.notes
    )


def _verdict(run: Run) -> Verdict:
    if run.state is State.FINISHED:
        return Verdict.PASSED
    return Verdict.RUNNING if run.state is State.RUNNING else Verdict.QUEUED


def _result(artifact: Artifact, run: Run) -> Result | None:
    """What the run left, unless it is what an earlier one left in the same place: where a worker
    does not so much as start, nobody clears it.
    """
    try:
        found = result_json.parse(artifact.data) if artifact.data else None
    except ValueError:
        return None
    if found is None or not owned.is_of(found, run.request):
        return None
    is_green = run.conclusion is Conclusion.SUCCESS
    is_told = bool(found.key) or run.conclusion is not Conclusion.ABORTED
    return found if is_told and is_green == (found.verdict is Verdict.PASSED) else None


def _of_lost(engine: Engine, run: Run, report: Report) -> Report:
    """Why a worker left no result: what its console says, else that it was lost."""
    try:
        answer = explain(engine.console(run))
    except CiError as error:
        denied = isinstance(error, NotAuthorised)
        return report._replace(verdict=Verdict.UNKNOWN, problem=str(error), denied=denied)
    cause = answer.cause or LOST._replace(lines=answer.lines)
    if cause.lines:
        cause = cause._replace(log=CONSOLE)
    return report._replace(verdict=Verdict.ERRORED, cause=cause)
