"""Boards of many updates, and terminals of any width."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from rdopkg_ci.core.causes.cause import Blame, Cause, Line
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


WIDTHS = [60, 61, 72, 80, 89, 90, 100, 132, 200]


@pytest.mark.parametrize('width', WIDTHS)
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    for rows in (MANY, MANY[:2]):
        shown = board.text(rows, Style(width=width, now=NOW)).splitlines()
        assert max(map(len, shown)) <= width
        assert '  Ann' in shown[1] and '  1h' in shown[1], 'who and how long go last'
        assert ('Ann Example ' in shown[1]) is (len(rows) < 10 or width >= 72)


LONG = Target('liberty', 'fedora-rawhide-24')
SAID = 'openstack-nova-2014.2.3-1.el7 needs python-oslo-db >= 1.7, nothing provides it'
COMMAND = '`rdopkg ci promote pso9`'
GROUP = 'a-group-of-updates-for-hotfixes-of-last-year'


def long_row(verdict: Verdict, who: Who) -> Row:
    """With everything as long as it gets."""
    cause = Cause(SAID, 'x', Blame.PACKAGE, 'x', (Line(412, SAID), Line(3, 'x' * 300)))
    report = Report(LONG, 1, verdict, 'file:///runs/1', cause, started=NOW, expected=3.0)
    ruling = TargetRuling(LONG, verdict, SAID, report)
    made = row(1, verdict)._replace(where=GROUP, number=0, targets=(LONG,), phase='stage')
    made = made._replace(author='Wilhelmina van Oranje-Nassau <w@example.org>', note=SAID)
    turn = Turn(who, f'{COMMAND}, then wait, or list the builds of both in one update')
    return made._replace(update_id='0123456789ab', ruling=Ruling((ruling,)), next=turn)


@pytest.mark.parametrize('width', WIDTHS)
@pytest.mark.parametrize('who', [Who.RELEASE_ENGINEER, Who.AUTHOR])
@pytest.mark.parametrize('verdict', [Verdict.FAILED, Verdict.RUNNING, Verdict.WAITING])
def test_whatever_is_long_is_wrapped_or_cut(width: int, who: Who, verdict: Verdict) -> None:
    it = long_row(verdict, who)
    for rows in ([it], [it] * 12):
        text = board.text(rows, Style(width=width, now=NOW))
        assert max(map(len, text.splitlines())) <= width
    told = ' '.join(board.text([it], Style(width=width, now=NOW)).split())
    assert COMMAND in told
    assert SAID in told, 'an error is never cut'


def test_addresses_stay_whole() -> None:
    it = long_row(Verdict.FAILED, Who.AUTHOR)
    [ruling] = it.ruling.targets
    assert ruling.report
    report = ruling.report._replace(url=f'file:///{"runs/" * 30}')
    it = it._replace(ruling=Ruling((ruling._replace(report=report),)))
    assert report.url in board.text([it], Style(width=60)).split()


@pytest.mark.parametrize('width', [60, 80])
def test_a_command_is_on_one_line(width: int) -> None:
    shown = board.text([long_row(Verdict.FAILED, Who.RELEASE_ENGINEER)], Style(width=width))
    assert any(COMMAND in line for line in shown.splitlines())


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
    assert f'Ann Example {told}  Rebase' in line


def test_who_stands_below_who_whatever_is_known_of_them() -> None:
    odd = row(2, Verdict.MISSING)._replace(since=None, author='')
    mine = row(3)._replace(is_mine=True)
    _, one, two, three = board.text(
        [row(1), odd, mine], Style(width=80, now=NOW, is_long=True)
    ).split('\n000')
    lines = [text.splitlines()[0] for text in (one, two, three)]
    assert len({line.index('Rebase') for line in lines}) == 1
    assert '.  not started' in lines[1] or '. not started ' in lines[1]


def test_what_nobody_has_started_is_not_told_as_lost() -> None:
    shown = board.text([row(1, Verdict.MISSING), row(2)], Style(width=80))
    assert shown.startswith('2 updates: 1 not started, 1 passed\n')
    assert '. not started  Rebase' in shown and '+ passed       Rebase' in shown
    assert 'missing' not in shown
