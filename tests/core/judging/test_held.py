"""Of what was tested together, whose fault is it?"""

from __future__ import annotations

import pytest

from rdopkg_ci.core.causes.cause import Blame, Cause
from rdopkg_ci.core.judging import held
from rdopkg_ci.core.judging.report import Report
from rdopkg_ci.core.judging.ruling import Ruling, TargetRuling
from rdopkg_ci.core.runs.verdict import Verdict
from rdopkg_ci.core.target import Target

EL = Target('kilo', 'el7')
TESTED = ('aaaa', 'bbbb', 'cccc', 'dddd')


def red(
    *guilty: str,
    verdict: Verdict = Verdict.FAILED,
    again: bool = False,
    ways: tuple[tuple[str, ...], ...] = (),
) -> TargetRuling:
    cause = Cause('a needs b', 'depsolve', Blame.PACKAGE, 'depsolve-unresolved')
    cause = cause._replace(at_fault=guilty, leave_out=ways)
    return TargetRuling(EL, verdict, cause.summary, Report(EL, 1, verdict, '', cause), again)


GREEN = TargetRuling(EL, Verdict.PASSED, 'passed', Report(EL, 1, Verdict.PASSED, ''))


@pytest.mark.parametrize(
    ('row', 'verdict', 'reason'),
    [
        pytest.param(red('aaaa'), Verdict.FAILED, 'a needs b', id='its own'),
        pytest.param(red('aaaa', 'bbbb'), Verdict.FAILED, 'a needs b', id='its part in it'),
        pytest.param(red('bbbb'), Verdict.WAITING, 'for the pool: bbbb is at fault', id='another'),
        pytest.param(
            red('bbbb', 'cccc', 'dddd'),
            Verdict.WAITING,
            'for the pool: bbbb, cccc and dddd are at fault',
            id='others',
        ),
        pytest.param(
            red('bbbb', 'cccc', ways=(('bbbb',), ('cccc',))),
            Verdict.WAITING,
            "for the pool: bbbb + cccc don't go together",
            id='two that do not go together',
        ),
        pytest.param(
            red('bbbb', 'cccc', ways=(('bbbb', 'cccc'),)),
            Verdict.WAITING,
            'for the pool: bbbb and cccc are at fault',
            id='two by themselves',
        ),
        pytest.param(red(), Verdict.FAILED, 'a needs b', id='nobody can tell'),
        pytest.param(red('zzzz'), Verdict.FAILED, 'a needs b', id='one that was not tested'),
        pytest.param(red('bbbb', 'zzzz'), Verdict.FAILED, 'a needs b', id='and one that was'),
        pytest.param(
            red('bbbb', verdict=Verdict.ERRORED, again=True),
            Verdict.ERRORED,
            'a needs b',
            id='while it is tried again',
        ),
        pytest.param(
            red('bbbb', verdict=Verdict.DISABLED), Verdict.DISABLED, 'a needs b', id='disabled'
        ),
        pytest.param(GREEN, Verdict.PASSED, 'passed', id='green'),
    ],
)
def test_whose_fault_it_is(row: TargetRuling, verdict: Verdict, reason: str) -> None:
    [own] = held.own(Ruling((row,)), 'aaaa', TESTED, 'the pool').targets
    assert (own.verdict, own.reason) == (verdict, reason)


def test_who_is_at_fault_on_any_target() -> None:
    ruling = Ruling((red('cccc', 'bbbb'), red('bbbb'), red(), GREEN))
    assert held.fault(ruling, TESTED) == (['bbbb', 'cccc'], ['bbbb', 'cccc'])


def test_enough_are_left_out_for_every_target() -> None:
    pair = red('aaaa', 'bbbb', ways=(('aaaa',), ('bbbb',)))
    assert held.fault(Ruling((pair, red('cccc'))), TESTED).leave_out == ['aaaa', 'cccc']


@pytest.mark.parametrize(
    ('update_id', 'ways', 'left_out'),
    [
        pytest.param('aaaa', (('bbbb',), ('aaaa', 'cccc')), ('aaaa', 'cccc'), id='with it'),
        pytest.param('zzzz', (('bbbb',), ('aaaa', 'cccc')), ('bbbb',), id='the smallest'),
        pytest.param('aaaa', (), ('aaaa', 'bbbb', 'cccc'), id='nobody said'),
        pytest.param('aaaa', (('aaaa', 'zzzz'), ('bbbb',)), ('bbbb',), id='one of no pool'),
    ],
)
def test_whom_to_leave_out(
    update_id: str, ways: tuple[tuple[str, ...], ...], left_out: tuple[str, ...]
) -> None:
    cause = Cause('x', 'depsolve', Blame.PACKAGE, 'x', at_fault=('aaaa', 'bbbb', 'cccc'))
    assert held.way_out(cause._replace(leave_out=ways), update_id) == left_out


@pytest.mark.parametrize(
    ('note', 'told'),
    [
        ('a-1-1 (update aaaa) was not installed', {'aaaa'}),
        ('a-1-1 (update aaaa) does not go with b-1-1 (update bbbb)', {'aaaa', 'bbbb'}),
        ('3 more packages were not installed', {'aaaa', 'bbbb', 'cccc', 'dddd'}),
    ],
    ids=['one', 'two', 'none'],
)
def test_a_green_runs_note_is_told_of_those_that_it_names(note: str, told: set[str]) -> None:
    report = Report(EL, 1, Verdict.PASSED, '', notes=(note,))
    ruling = Ruling((GREEN._replace(report=report, reason=report.note),))
    reasons = {one: held.own(ruling, one, TESTED, 'stage').targets[0].reason for one in TESTED}
    assert reasons == {one: note if one in told else 'passed' for one in TESTED}
