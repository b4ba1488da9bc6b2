"""What the engine knows of runs, as reports that `judge` can weigh."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Callable

from rdopkg_ci.core.causes import explain
from rdopkg_ci.core.causes.cause import Blame, Cause
from rdopkg_ci.core.judging.judge import Report
from rdopkg_ci.core.runs import result_json
from rdopkg_ci.core.runs.result import Result
from rdopkg_ci.core.runs.run_key import Request
from rdopkg_ci.core.runs.verdict import Verdict
from rdopkg_ci.core.target import Target
from rdopkg_ci.doors.engine import Engine, Run, State

RESULT = 'result.json'


class Evidence:
    """One look at an engine: each phase is asked for once, each result fetched once, however often
    somebody asks.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._runs: dict[str, Mapping[str, Run]] = {}
        self._reports: dict[str, Report] = {}

    def runs(self, phase: str) -> Mapping[str, Run]:
        """The recent runs by key, newest first."""
        if phase not in self._runs:
            # Of two runs under one key the older counts: asking twice may happen, and the first is
            # the one we meant.
            self._runs[phase] = {run.key: run for run in self._engine.runs(phase)}
        return self._runs[phase]

    def reports(
        self, request: Callable[[Target, int], Request], targets: Iterable[Target]
    ) -> Sequence[Report]:
        """The reports of every attempt at ``request(target, attempt)`` that has a run."""
        found = []
        for target in targets:
            attempt = 1
            asked = request(target, attempt)
            while (run := self.runs(asked.phase).get(asked.key)) is not None:
                found.append(self._report(run, target, attempt))
                attempt += 1
                asked = request(target, attempt)
        return found

    def _report(self, run: Run, target: Target, attempt: int) -> Report:
        if run.key not in self._reports:
            self._reports[run.key] = _report(self._engine, run, target, attempt)
        return self._reports[run.key]


def _report(engine: Engine, run: Run, target: Target, attempt: int) -> Report:
    if run.state is not State.FINISHED:
        verdict = Verdict.RUNNING if run.state is State.RUNNING else Verdict.QUEUED
        return Report(target, attempt, verdict, run.url, started=run.started, expected=run.expected)
    result = _result(engine, run)
    if result is None:
        return Report(
            target, attempt, Verdict.ERRORED, run.url, _lost(engine, run), run.started, run.expected
        )
    return Report(
        target, attempt, result.verdict, run.url, result.cause, run.started, run.expected, result
    )


def _result(engine: Engine, run: Run) -> Result | None:
    data = engine.artifact(run, RESULT, result_json.LIMIT)
    try:
        return result_json.parse(data) if data else None
    except ValueError:
        return None


def _lost(engine: Engine, run: Run) -> Cause:
    """Why a worker left no result: what its console says, else that it was lost."""
    _, cause, lines = explain(engine.console(run))
    if cause is not None:
        return cause._replace(log='console')
    return Cause(
        'the worker ended without a result: killed, or its machine lost',
        'infrastructure',
        Blame.INFRASTRUCTURE,
        'worker-lost',
        lines,
        log='console' if lines else '',
    )
