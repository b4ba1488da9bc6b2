"""What a run left is believed only where it is the run's own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from memory import MemoryEngine, result

from rdopkg_ci.core.judging.report import Report
from rdopkg_ci.core.phase import PHASE1
from rdopkg_ci.core.runs.request import Request
from rdopkg_ci.core.runs.verdict import Verdict
from rdopkg_ci.core.target import Target
from rdopkg_ci.doors.engine import Conclusion
from rdopkg_ci.flows.gathering import reports

REQUEST = Request(PHASE1, Target('kilo', 'el7'), 'a' * 40, 'a' * 40, update='06ny')
ABORTED, FAILURE = Conclusion.ABORTED, Conclusion.FAILURE
STALE: dict[str, dict[str, Any]] = {
    'of another commit': {'commit': 'b' * 40},
    'of another target': {'target': Target('kilo', 'f22')},
    'of another phase': {'phase': 'phase2'},
    'of one that passed': {'verdict': Verdict.PASSED},
    'of another attempt': {'key': REQUEST.attempted(2).key},
    'of another update, and names no run': {'key': '', 'updates': ('49fz',)},
}


@pytest.mark.parametrize('fields', STALE.values(), ids=STALE)
def test_what_an_earlier_run_left_is_no_result(fields: dict[str, Any]) -> None:
    """As a Jenkins archives it, where the worker did not so much as start."""
    is_lost(reported({'verdict': Verdict.FAILED, **fields}))


def test_one_that_names_no_run_is_not_believed_of_an_aborted_one() -> None:
    is_lost(reported({'verdict': Verdict.FAILED, 'key': ''}, ABORTED))


@pytest.mark.parametrize(
    ('fields', 'conclusion'),
    [
        pytest.param({}, FAILURE, id='by its key'),
        pytest.param({}, ABORTED, id='aborted when it had left it'),
        pytest.param({'key': ''}, FAILURE, id='of a worker of before'),
    ],
)
def test_its_own_is(fields: dict[str, Any], conclusion: Conclusion) -> None:
    [report] = reported({'verdict': Verdict.FAILED, **fields}, conclusion)
    assert report.verdict is Verdict.FAILED


def is_lost(found: Sequence[Report]) -> None:
    [report] = found
    assert report.verdict is Verdict.ERRORED
    assert report.cause and 'command not found' in str(report.cause.lines)


def reported(fields: dict[str, Any], conclusion: Conclusion = FAILURE) -> Sequence[Report]:
    engine = MemoryEngine()
    engine.start(REQUEST)
    engine.end(REQUEST.key, result(REQUEST, **fields))
    [kept] = engine.kept
    kept.conclusion = conclusion
    kept.console = b'/tmp/hudson1.sh: line 1: exec: rdopkg: command not found\n'
    return reports.read(engine, engine.runs(PHASE1))
