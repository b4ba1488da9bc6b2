"""What a run left is believed only where it is the run's own."""

from __future__ import annotations

from typing import Any

import pytest
from memory import MemoryEngine, result

from rdopkg_ci.core.phase import PHASE1
from rdopkg_ci.core.runs.request import Request
from rdopkg_ci.core.runs.verdict import Verdict
from rdopkg_ci.core.target import Target
from rdopkg_ci.doors.engine import Conclusion
from rdopkg_ci.flows.gathering import reports

REQUEST = Request(PHASE1, Target('kilo', 'el7'), 'a' * 40, 'a' * 40, update='06ny')
STALE: dict[str, dict[str, Any]] = {
    'of another commit': {'commit': 'b' * 40},
    'of another target': {'target': Target('kilo', 'f22')},
    'of another phase': {'phase': 'phase2'},
    'of one that passed': {'verdict': Verdict.PASSED},
}


@pytest.mark.parametrize('fields', STALE.values(), ids=STALE)
def test_what_an_earlier_run_left_is_no_result(fields: dict[str, Any]) -> None:
    """As a Jenkins archives it, where the worker did not so much as start."""
    [report] = reported({'verdict': Verdict.FAILED, **fields})
    assert report.verdict is Verdict.ERRORED
    assert report.cause and 'command not found' in str(report.cause.lines)


def test_its_own_is() -> None:
    [report] = reported({'verdict': Verdict.FAILED})
    assert report.verdict is Verdict.FAILED


def reported(fields: dict[str, Any]) -> Any:
    engine = MemoryEngine()
    engine.start(REQUEST)
    engine.end(REQUEST.key, result(REQUEST, **fields))
    [kept] = engine.kept
    kept.conclusion = Conclusion.FAILURE
    kept.console = b'/tmp/hudson1.sh: line 1: exec: rdopkg: command not found\n'
    return reports.read(engine, engine.runs(PHASE1))
