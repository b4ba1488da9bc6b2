"""The directory of a run as the contract of an engine shows it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from rdopkg_ci.core.runs.request import Request
from rdopkg_ci.core.runs.verdict import Verdict
from rdopkg_ci.doors import files
from rdopkg_ci.doors.engine import Artifact, Conclusion, Run, State
from rdopkg_ci.doors.engine.rundir import RunDir
from rdopkg_ci.errors import CiError

# So many runs are what the next one is expected to last by.
RECENT = 3


def look(run: RunDir, request: Request, expected: float | None) -> Run:
    started = run.started()
    at = started.at if started else None
    state = _state(run, at is not None)
    conclusion = _conclusion(run) if state is State.FINISHED else None
    url = run.path.absolute().as_uri()
    console = run.console.absolute().as_uri()
    return Run(request, state, conclusion, at, expected, url, f'{url}/result', console)


def _state(run: RunDir, has_started: bool) -> State:
    if run.is_held():
        return State.RUNNING
    return State.FINISHED if has_started or run.is_over() else State.QUEUED


def _conclusion(run: RunDir) -> Conclusion:
    verdict = run.verdict()
    if verdict is None:
        return Conclusion.ABORTED
    return Conclusion.SUCCESS if verdict is Verdict.PASSED else Conclusion.FAILURE


def artifact(place: Path, name: str, limit: int) -> Artifact:
    path = place / name
    try:
        if '/' in name or not path.is_file():
            return Artifact(None)
        return Artifact(files.read(path, limit))
    except CiError as error:
        return Artifact(None, str(error))
    except OSError as error:
        return Artifact(None, f'{path}: {error.strerror}')


def expected(newest_first: Sequence[RunDir]) -> float | None:
    """The mean duration of the last few successful runs, in seconds, as Jenkins guesses."""
    spent: list[float] = []
    for run in newest_first:
        if len(spent) < RECENT and run.verdict() is Verdict.PASSED:
            started = run.started()
            if started:
                spent.append(run.result_json.stat().st_mtime - started.at.timestamp())
    return sum(spent) / len(spent) if spent else None
