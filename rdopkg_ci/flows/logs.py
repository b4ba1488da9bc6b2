"""The log of a run's failed step, through the engine's door."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rdopkg_ci.core.judging.report import CONSOLE, Report
from rdopkg_ci.core.runs.result import StepOutcome
from rdopkg_ci.doors.engine import Engine, Run
from rdopkg_ci.errors import CiError
from rdopkg_ci.flows.gathering.snapshot import Snapshot

# Of a step's log, which is held in memory; a console is not.
LIMIT = 128_000_000
# What a worker calls a log; the name comes from a result that anybody may have written.
_NAME = re.compile(r'[A-Za-z0-9][A-Za-z0-9._+-]{0,99}')


def read(snapshot: Snapshot, report: Report) -> Iterator[bytes]:
    """The failed step's log in pieces, or the console where no step left one.

    Raises CiError where the engine does not give it.
    """
    run = run_of(snapshot, report)
    if run is None:
        raise CiError(
            'the engine does not remember that run any more',
            'What the board says of it is all that is left; `rdopkg ci retry` runs it again.',
        )
    return of_run(snapshot.services.engine, run, name_of(report))


def run_of(snapshot: Snapshot, report: Report) -> Run | None:
    """The run that the report is of, while the engine remembers it."""
    every = (run for runs in snapshot.evidence.runs.values() for run in runs)
    return next((run for run in every if run.url == report.url), None)


def name_of(report: Report) -> str:
    """The log with the cause, else that of the first step that failed, else the console."""
    named = report.cause.log if report.cause else ''
    steps = report.result.steps if report.result else ()
    failed = (step.log for step in steps if step.outcome is StepOutcome.FAILED)
    return next((name for name in (named, *failed) if _NAME.fullmatch(name)), CONSOLE)


def of_run(engine: Engine, run: Run, name: str) -> Iterator[bytes]:
    """A log of a run in pieces. Raises CiError where the engine does not give it."""
    if name == CONSOLE:
        return engine.console(run)
    found = engine.artifacts([run], name, LIMIT)[run.key]
    if found.problem:
        raise CiError(f'{name}: {found.problem}', f'The run is at {run.url}')
    return engine.console(run) if found.data is None else iter((found.data,))
