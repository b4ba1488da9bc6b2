"""The lines that prove a cause, on the board and in what `explain` says."""

from __future__ import annotations

import pytest

from rdopkg_ci.core.causes.cause import Answer, Blame, Cause, Line, Outcome
from rdopkg_ci.core.judging.report import Report
from rdopkg_ci.core.judging.ruling import Ruling, TargetRuling
from rdopkg_ci.core.runs.verdict import Verdict
from rdopkg_ci.core.target import Target
from rdopkg_ci.view import board, explain
from rdopkg_ci.view.style import Style

EL = Target('juno', 'epel-7')
OWN, BEFORE, AFTER = Line(4, 'nova needs oslo'), Line(2, 'Resolving'), Line(9, 'Error: exit 1')


def shown(*lines: Line) -> tuple[list[str], list[str]]:
    """What the board and explain print between the summary and who is to blame."""
    cause = Cause('nova needs oslo', 'x', Blame.PACKAGE, 'x', lines)
    report = Report(EL, 1, Verdict.FAILED, '', cause)
    ruling = TargetRuling(EL, Verdict.FAILED, cause.summary, report)
    of_board = board.ruling_lines(Ruling((ruling,)), Style())
    of_explain = explain.text('log', Answer(Outcome.FAILED, cause), '', False).splitlines()
    return [line.removeprefix(' ' * 8) for line in of_board[1:-1]], of_explain[1:-1]


@pytest.mark.parametrize(
    ('lines', 'told'),
    [
        pytest.param(
            (OWN, AFTER, BEFORE),
            ['  2: Resolving', '> 4: nova needs oslo', '  9: Error: exit 1'],
            id="in the log's order, the cause's own marked",
        ),
        pytest.param((BEFORE,), ['  2: Resolving'], id='one alone'),
        pytest.param((Line(0, 'x'),), ['  x'], id='of a review, without numbers'),
    ],
)
def test_the_board_and_explain_show_the_same(lines: tuple[Line, ...], told: list[str]) -> None:
    assert shown(*lines) == (told, told)


def test_the_board_does_not_repeat_a_summary_that_is_the_whole_proof() -> None:
    assert shown(OWN) == ([], ['  4: nova needs oslo'])
