"""Boards of many updates, and terminals of any width."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from rdopkg_ci.core.judging.report import Report
from rdopkg_ci.core.judging.row import Row
from rdopkg_ci.core.judging.ruling import Ruling, TargetRuling
from rdopkg_ci.core.judging.turn import Turn, Who
from rdopkg_ci.core.runs.verdict import Verdict
from rdopkg_ci.core.target import Target
from rdopkg_ci.view import board
from rdopkg_ci.view.style import Style

NOW = datetime(2015, 3, 1, 12, tzinfo=timezone.utc)
TARGETS = (Target('kilo', 'el7'), Target('kilo', 'f22'))
TITLE = 'Rebase to the third point release, which has many fixes for what everybody has seen'


def row(number: int, verdict: Verdict = Verdict.PASSED, *, hours: float = 1) -> Row:
    rulings = tuple(
        TargetRuling(target, verdict, verdict.word, Report(target, 1, verdict, ''))
        for target in TARGETS
    )
    return Row(
        f'{number:04}',
        TITLE,
        'review',
        'phase1',
        Ruling(rulings),
        TARGETS,
        number=number,
        author='Ann Example <ann@example.org>',
        since=NOW - timedelta(hours=hours),
        next=Turn(Who.GATE, 'votes and merges'),
    )


MANY = [row(number) for number in range(1, 51)]


def test_fifty_updates_are_a_screen_of_lines() -> None:
    lines = board.text(MANY, Style(width=80)).splitlines()
    assert lines[0] == '50 updates: 50 passed'
    assert len(lines) == 51 and all(line.endswith('  next: gate') for line in lines[1:])


@pytest.mark.parametrize('width', [60, 80, 90, 100, 200])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    for rows in (MANY, MANY[:2]):
        shown = board.text(rows, Style(width=width, now=NOW)).splitlines()
        assert max(map(len, shown)) <= width
        assert ('Ann Example' in shown[1]) is (width >= 90)


def test_what_is_red_is_told_as_a_whole_among_many() -> None:
    shown = board.text([row(99, Verdict.FAILED), *MANY], Style(width=100)).splitlines()
    assert shown[0] == '51 updates: 1 failed, 50 passed'
    assert shown[1].startswith('0099  review 99   phase1  x failed    Rebase')
    assert shown[4] == '      next: the gate votes and merges'
    assert len(board.text(MANY, Style(is_long=True)).splitlines()) == 1 + 4 * 50


@pytest.mark.parametrize(
    ('hours', 'told'),
    [(0.5, ' 30m'), (1, '  1h'), (5.2, '  5h'), (23.9, ' 23h'), (24, '  1d'), (240, ' 10d')],
)
def test_how_long_it_has_been_there(hours: float, told: str) -> None:
    line = board.text([row(1, hours=hours)], Style(now=NOW)).splitlines()[0]
    assert f'Ann Example    {told}  Rebase' in line
