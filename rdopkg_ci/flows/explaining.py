"""The logs of runs that a person names by the update, its change, or the run itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rdopkg_ci.core.causes.cause import Answer, Outcome
from rdopkg_ci.core.judging.picked import Picked, picked
from rdopkg_ci.core.judging.report import CONSOLE, Report
from rdopkg_ci.core.runs.verdict import Verdict
from rdopkg_ci.core.text.terminal import quoted
from rdopkg_ci.doors.engine import Engine, Run
from rdopkg_ci.errors import UsageError
from rdopkg_ci.flows import board, logs
from rdopkg_ci.flows.gathering import reports
from rdopkg_ci.flows.gathering.snapshot import Snapshot
from rdopkg_ci.flows.phases.tried import last


class RunLog(NamedTuple):
    """The log that tells the most of a run: of the step that failed, or its console. ``address`` is
    where people read it; ``report`` is what the run came to.
    """

    engine: Engine
    run: Run
    name: str
    address: str
    report: Report

    def read(self) -> Iterator[bytes]:
        """The log in pieces. Raises CiError where the engine does not give it."""
        return logs.of_run(self.engine, self.run, self.name)

    def told(self, read: Answer) -> Answer:
        """What the board says of the run, which knows more than its log; ``read`` is what that says
        by itself.
        """
        if self.report.verdict is Verdict.PASSED:
            return Answer(Outcome.SUCCEEDED, lines=tuple(sorted(read.lines)[-1:]))
        cause = self.report.cause
        return Answer(Outcome.FAILED, cause) if cause and self.report.verdict.red else read


def logs_of(snapshot: Snapshot, name: str) -> Sequence[RunLog]:
    """Those of the run with that key or page; else of what ``name`` means on the board the red
    ones, or all where none is red; where the board is about no run, the last ones of each update.
    Raises UsageError where there is none.
    """
    every = [run for runs in snapshot.evidence.runs.values() for run in runs]
    wanted = name.rstrip('/')
    found = [run for run in every if wanted in (run.key, run.url.rstrip('/'))]
    if found:
        engine = snapshot.services.engine
        return [_log(snapshot, run, one) for run, one in zip(found, reports.read(engine, found))]
    rows = board.rows(snapshot, [name])
    known = _known(snapshot, picked(rows)) or _known(snapshot, last(snapshot, rows))
    if not known:
        raise UsageError(
            f'no run of {quoted(name)} is remembered', '`rdopkg ci status` shows what there is.'
        )
    return known


def _known(snapshot: Snapshot, runs: Sequence[Picked]) -> Sequence[RunLog]:
    red = [one for one in runs if one.is_red]
    pairs = [(logs.run_of(snapshot, one.report), one.report) for one in red or runs]
    return [_log(snapshot, run, report) for run, report in pairs if run]


def _log(snapshot: Snapshot, run: Run, report: Report) -> RunLog:
    name = logs.name_of(report)
    address = run.console_url if name == CONSOLE else f'{run.results}/{name}'
    return RunLog(snapshot.services.engine, run, name, address, report)
