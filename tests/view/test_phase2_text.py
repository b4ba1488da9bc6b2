from __future__ import annotations

import pytest

from rdopkg_ci.core.causes.cause import Blame, Cause
from rdopkg_ci.core.judging.next_step import next_step
from rdopkg_ci.core.judging.report import Report
from rdopkg_ci.core.judging.row import Row
from rdopkg_ci.core.judging.ruling import Ruling, TargetRuling
from rdopkg_ci.core.judging.turn import Hold
from rdopkg_ci.core.runs.rounds import Round
from rdopkg_ci.core.runs.verdict import Verdict
from rdopkg_ci.core.target import Target
from rdopkg_ci.view import phase2 as view
from rdopkg_ci.view.style import plain

EL7 = Target('kilo', 'el7')
ROUND = Round('0123456789abcdef' * 2 + '01234567', (), ('kilo',))


def ruling(verdict: Verdict) -> Ruling:
    report = None if verdict is Verdict.MISSING else Report(EL7, 1, verdict, '')
    return Ruling((TargetRuling(EL7, verdict, verdict.word, report),))


GOES_ON = 'follow it: `rdopkg ci status phase2 --watch`'


@pytest.mark.parametrize(
    ('verdict', 'started', 'last'),
    [
        pytest.param(Verdict.PASSED, True, 'kilo/el7          + passed', id='green'),
        pytest.param(Verdict.FAILED, True, 'kilo/el7          x failed', id='red'),
        pytest.param(Verdict.RUNNING, True, GOES_ON, id='running'),
        pytest.param(Verdict.UNKNOWN, True, GOES_ON, id='unknown'),
        pytest.param(Verdict.MISSING, False, 'Nothing was started.', id='a dry run'),
    ],
)
def test_how_a_round_stands(verdict: Verdict, started: bool, last: str) -> None:
    lines = view.text(ROUND, ['06ny', 'a7de'], ruling(verdict), plain, started).splitlines()
    assert lines[0] == 'phase2 of 0123456789ab: 06ny, a7de'
    assert lines[-1].strip() == last


def test_what_was_left_out_is_said() -> None:
    less = Round(ROUND.commit, ('bb22', 'cc33'), ('kilo',))
    head = view.text(less, ['06ny'], ruling(Verdict.PASSED), plain).partition('\n')[0]
    assert head == 'phase2 of 0123456789ab without bb22, cc33: 06ny'


def test_what_is_ready_and_no_part_of_it_is_said() -> None:
    text = view.text(ROUND, ['06ny'], ruling(Verdict.PASSED), plain, beside=['bb22', 'cc33'])
    told = 'not with bb22, cc33, ready already: stage tests them together'
    assert text.splitlines()[1] == told


def red(update_id: str, blame: Blame) -> Row:
    cause = Cause('it broke', 'x', blame, 'x')
    rulings = (TargetRuling(EL7, Verdict.FAILED, '', Report(EL7, 1, Verdict.FAILED, '', cause)),)
    found = Row(update_id, '', 'updates', 'phase2', Ruling(rulings), (EL7,), hold=Hold.UNCLEAR)
    return found._replace(next=next_step(found))


@pytest.mark.parametrize(
    ('ids', 'asked'),
    [
        pytest.param(['06ny'], '06ny', id='one'),
        pytest.param(['06ny', 'a7de', 'bb22'], 'phase2', id='several'),
    ],
)
def test_what_no_update_is_to_blame_for_is_one_turn(ids: list[str], asked: str) -> None:
    mend = f'what is to blame has to be mended; then `rdopkg ci retry {asked}`'
    rows = [red(one, Blame.INFRASTRUCTURE) for one in ids]
    assert view.turns(rows) == f'next: an admin: {mend}\n'
