from __future__ import annotations

import io
from datetime import datetime, timedelta, timezone

import memory
import pytest

from rdopkg_ci.core.causes.cause import Blame, Cause, Confidence, Line
from rdopkg_ci.core.judging.report import Report
from rdopkg_ci.core.judging.row import Row
from rdopkg_ci.core.judging.ruling import Ruling, TargetRuling
from rdopkg_ci.core.judging.turn import Turn, Who
from rdopkg_ci.core.phase import PHASE1
from rdopkg_ci.core.runs.request import Request
from rdopkg_ci.core.runs.verdict import Verdict
from rdopkg_ci.core.target import Target
from rdopkg_ci.view import board
from rdopkg_ci.view.board_data import data as board_data
from rdopkg_ci.view.bounded import TITLE
from rdopkg_ci.view.style import Style, paint_for

EL, FED = Target('juno', 'epel-7'), Target('juno', 'fedora-21')
STARTED = datetime(2015, 3, 1, 12, tzinfo=timezone.utc)
LINE = Line(4, 'nothing \x1b[31mprovides oslo')
CAUSE = Cause(
    'nova needs oslo', 'depsolve', Blame.PACKAGE, 'depsolve-unresolved', (LINE,), log='resolve.log'
)
RULING = Ruling(
    (
        TargetRuling(
            EL,
            Verdict.PASSED,
            'passed',
            Report(EL, 1, Verdict.PASSED, '/runs/1', started=STARTED, expected=3.0),
        ),
        TargetRuling(
            FED,
            Verdict.FAILED,
            'nova needs oslo',
            Report(FED, 2, Verdict.FAILED, '/runs/2', CAUSE, results='/runs/2/result'),
        ),
    )
)
RED = Row(
    '06ny',
    'Fix \x1b]0;x\x07CVE',
    'review',
    'phase1',
    RULING,
    (EL, FED),
    '',
    7,
    'juno_epel-7',
    'file:///r#refs/changes/07/7',
    next=Turn(Who.AUTHOR, 'better builds'),
    author='Ann <ann@example.org>',
)
READY = Row('aaaa', 'Other', 'ready', '', Ruling(()), (EL,), 'phase2 passed')._replace(
    next=Turn(Who.GATE, 'goes on')
)


def test_the_board() -> None:
    assert (
        board.text([RED, READY], Style(gate='by hand'))
        == """\
2 updates: 1 failed, 1 passed
06ny  review 7    phase1  x failed    Fix CVE
      juno/epel-7       + passed
      juno/fedora-21    x failed    nova needs oslo
          4: nothing provides oslo
          to blame: package (depsolve-unresolved)
          /runs/2/result/resolve.log
      next: Ann: better builds
aaaa  ready/      -       + passed    Other
      phase2 passed
      next: the gate goes on: by hand
"""
    )


def test_links_stand_around_words_and_not_around_space() -> None:
    shown = board.text([RED], Style(link=lambda url, text: f'<{url}>{text}</>'))
    assert '06ny  <file:///r#refs/changes/07/7>review 7</>    phase1  x failed' in shown
    assert '      </runs/2>juno/fedora-21</>    x failed    nova needs oslo' in shown
    assert '          </runs/2/result/resolve.log>/runs/2/result/resolve.log</>' in shown


def test_a_guess_is_called_one() -> None:
    report = Report(EL, 1, Verdict.FAILED, '', CAUSE._replace(confidence=Confidence.GUESS))
    row = TargetRuling(EL, Verdict.FAILED, CAUSE.summary, report)
    lines = board.ruling_lines(Ruling((row,)), Style())
    assert '          to blame: package (depsolve-unresolved), a guess' in lines


def test_an_empty_board() -> None:
    assert board.text([], Style()) == 'No updates are on their way.\n'


def test_the_board_as_data() -> None:
    [update] = board_data([RED])
    assert {key: update[key] for key in ('id', 'title', 'where', 'change', 'phase', 'verdict')} == {
        'id': '06ny',
        'title': 'Fix CVE',
        'where': 'review',
        'change': 7,
        'phase': 'phase1',
        'verdict': 'failed',
    }
    passed, failed = update['targets']
    assert (
        passed['target'],
        passed['verdict'],
        passed['started'],
        passed['expected_seconds'],
        passed['cause'],
    ) == (
        'juno/epel-7',
        'passed',
        '2015-03-01T12:00:00Z',
        3.0,
        None,
    )
    assert (failed['attempt'], failed['cause']['signature'], failed['url']) == (
        2,
        'depsolve-unresolved',
        '/runs/2',
    )


@pytest.mark.parametrize(
    ('what', 'row', 'shown'),
    [
        pytest.param('06ny', RED, True, id='id'),
        pytest.param('7', RED, True, id='change number'),
        pytest.param('juno_epel-7', RED, True, id='topic'),
        pytest.param('juno', RED, True, id='release'),
        pytest.param('juno/fedora-21', RED, True, id='target'),
        pytest.param('phase1', RED, True, id='phase'),
        pytest.param('all', RED, True, id='all'),
        pytest.param('phase1', READY, False, id='another phase'),
        pytest.param('ready', READY, True, id='directory'),
        pytest.param('7', READY, False, id='no change'),
        pytest.param('0', READY, False, id='zero is no number of a change'),
        pytest.param('kilo', READY, False, id='another release'),
        pytest.param('', READY, False, id='nothing'),
    ],
)
def test_what_a_row_answers_to(what: str, row: Row, shown: bool) -> None:
    assert row.matches(what) is shown


@pytest.mark.parametrize(
    ('when', 'environ', 'painted'),
    [
        ('auto', {}, False),
        ('always', {'TERM': 'xterm'}, True),
        ('always', {'NO_COLOR': '1', 'TERM': 'xterm'}, True),
        ('auto', {'CLICOLOR_FORCE': '1', 'TERM': 'xterm'}, True),
        ('auto', {'CLICOLOR_FORCE': '0'}, False),
        ('never', {'CLICOLOR_FORCE': '1'}, False),
    ],
)
def test_when_there_is_colour(when: str, environ: dict[str, str], painted: bool) -> None:
    text = paint_for(io.StringIO(), when, environ)(Verdict.FAILED, 'failed')
    assert ('\x1b[' in text) is painted


def test_a_title_of_a_megabyte_is_one_line_of_many() -> None:
    long = RED._replace(title='x' * 950_000, note='y' * 950_000 + '\n' * 950_000)
    shown = board.text([long], Style())
    assert len(shown) < 5_000
    assert f'{"x" * (TITLE - 1)}…\n' in shown
    [row] = board_data([long])
    assert len(row['title']) <= TITLE + 1 and len(row['note']) <= 60_000


def again(update_id: str, target: Target, run: str, cause: Cause = CAUSE) -> Row:
    """Another update that is red on one target."""
    report = Report(target, 1, Verdict.FAILED, run, cause, results=f'{run}/result')
    ruling = Ruling((TargetRuling(target, Verdict.FAILED, cause.summary, report),))
    return RED._replace(update_id=update_id, ruling=ruling, number=0, where='updates')


@pytest.mark.parametrize(
    ('row', 'shown'),
    [
        pytest.param(again('aaaa', FED, '/runs/2'), ['the same as 06ny'], id='the same run'),
        pytest.param(
            again('aaaa', FED, '/runs/9'),
            ['the same as 06ny', '/runs/9/result/resolve.log'],
            id='another run has a log of its own',
        ),
        pytest.param(
            again('aaaa', EL, '/runs/9'),
            ['the same as 06ny on juno/fedora-21', '/runs/9/result/resolve.log'],
            id='another target',
        ),
        pytest.param(
            again('06ny', EL, '/runs/9'),
            ['the same as on juno/fedora-21', '/runs/9/result/resolve.log'],
            id='another target of the same update',
        ),
        pytest.param(
            again('aaaa', FED, '/runs/9', CAUSE._replace(summary='heat needs oslo')),
            [
                'heat needs oslo',
                '4: nothing provides oslo',
                'to blame: package (depsolve-unresolved)',
                '/runs/9/result/resolve.log',
            ],
            id='another fault',
        ),
    ],
)
def test_a_fault_is_told_once(row: Row, shown: list[str]) -> None:
    told = board.text([RED, row], Style()).splitlines()
    head, *more = told[len(board.text([RED], Style()).splitlines()) + 2 :]
    assert [head.partition('failed')[2].strip(), *map(str.strip, more[:-1])] == shown


def test_a_round_tells_a_fault_once_too() -> None:
    ruling = Ruling((*RULING.targets, again('', EL, '/runs/9').ruling.targets[0]))
    lines = [line.strip() for line in board.ruling_lines(ruling, Style())]
    assert lines[1].endswith('nova needs oslo')
    assert lines[-2:] == [
        'juno/epel-7       x failed    the same as on juno/fedora-21',
        '/runs/9/result/resolve.log',
    ]


def test_what_people_were_warned_of_is_not_told_for_every_target() -> None:
    away = 'http://ci.example.org/queue cannot be reached: Connection refused'
    rulings = tuple(TargetRuling(one, Verdict.UNKNOWN, away) for one in (EL, FED))
    row = RED._replace(ruling=Ruling(rulings))
    assert board.text([row], Style(), {away}).count('? unknown   see the warning\n') == 2
    assert board.text([row], Style()).count(away) == 2


@pytest.mark.parametrize(
    ('minutes', 'who', 'late'),
    [
        pytest.param(29, Who.GATE, '', id='soon'),
        pytest.param(
            150,
            Who.GATE,
            '; nothing came of it for 2h30m: `rdopkg ci gate` says what keeps it',
            id='late',
        ),
        pytest.param(150, Who.AUTHOR, '', id='of people'),
    ],
)
def test_a_gate_that_does_not_come_is_noticed(minutes: int, who: Who, late: str) -> None:
    result = memory.result(Request(PHASE1, EL, 'c' * 40, 'c' * 40, update='06ny'), Verdict.PASSED)
    report = Report(EL, 1, Verdict.PASSED, '/runs/1', result=result)
    ruling = Ruling((TargetRuling(EL, Verdict.PASSED, 'passed', report),))
    row = RED._replace(ruling=ruling, next=Turn(who, 'goes on'))
    style = Style(now=result.finished + timedelta(minutes=minutes))
    [*_, last] = board.text([row], style).splitlines()
    assert last.endswith(f'goes on{late}')
