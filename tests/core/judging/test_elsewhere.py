"""What is seen on other rows of the board, and whose turn it is then."""

from __future__ import annotations

from datetime import datetime, timezone

import pytest

from rdopkg_ci.core.causes.cause import Blame, Cause, Confidence
from rdopkg_ci.core.causes.shape import fingerprint
from rdopkg_ci.core.judging.alike import Alike
from rdopkg_ci.core.judging.elsewhere import noted
from rdopkg_ci.core.judging.report import Report
from rdopkg_ci.core.judging.row import Row
from rdopkg_ci.core.judging.ruling import Ruling, TargetRuling
from rdopkg_ci.core.runs.verdict import Verdict
from rdopkg_ci.core.target import Target
from rdopkg_ci.core.update.update import Build

EL, FED = Target('kilo', 'el7'), Target('kilo', 'f22')
SUNDAY, MONDAY = (datetime(2015, 3, day, tzinfo=timezone.utc) for day in (1, 2))
CAUSE = Cause('no rpm of foo', 'rpm', Blame.PACKAGE, 'rpm-missing', fingerprint='f00')
SAID = fingerprint(CAUSE.signature, CAUSE.summary)
GUESS = CAUSE._replace(confidence=Confidence.GUESS)


def red(target: Target = EL, run: str = '', cause: Cause = CAUSE) -> TargetRuling:
    report = Report(target, 1, Verdict.FAILED, run, cause, started=MONDAY)
    return TargetRuling(target, Verdict.FAILED, cause.summary, report)


def row(update_id: str, *targets: TargetRuling, packages: tuple[str, ...] = ()) -> Row:
    """An update that builds a package of its own name, unless others are named."""
    names = packages or (f'package-{update_id}',)
    builds = [Build(f'{name}-1-1', 'dummy', EL.release, EL.dist) for name in names]
    return Row(update_id, '', 'review', 'phase1', Ruling(targets), (EL,), builds=builds)


def first(*rows: Row) -> TargetRuling:
    return noted(rows)[0].ruling.targets[0]


@pytest.mark.parametrize(
    ('this', 'others', 'blame'),
    [
        pytest.param(
            row('a', red(run='1')),
            [row('b', red(run='2'))],
            Blame.INFRASTRUCTURE,
            id='updates that share nothing',
        ),
        pytest.param(row('a', red(run='1')), [], Blame.PACKAGE, id='alone'),
        pytest.param(
            row('a', red(run='1'), red(FED, '2')), [], Blame.PACKAGE, id='on its other targets'
        ),
        pytest.param(
            row('a', red(run='1')),
            [row('b', red(run='2'), packages=('package-b', 'package-a'))],
            Blame.PACKAGE,
            id='updates that share a package',
        ),
        pytest.param(
            row('a', red(run='1')),
            [
                row('b', red(run='2'), packages=('package-a',)),
                row('c', red(run='3')),
            ],
            Blame.INFRASTRUCTURE,
            id='one of them shares nothing',
        ),
        pytest.param(
            row('a', red(run='1')),
            [row('b', red(run='1'))],
            Blame.PACKAGE,
            id='tested together: one run',
        ),
        pytest.param(
            row('a', red(run='1')),
            [row('b', red(run='2', cause=CAUSE._replace(fingerprint='bar')))],
            Blame.PACKAGE,
            id='another failure',
        ),
        pytest.param(
            row('a', red(run='1', cause=CAUSE._replace(fingerprint=SAID))),
            [row('b', red(run='', cause=CAUSE._replace(fingerprint='')))],
            Blame.INFRASTRUCTURE,
            id='what a review says of it',
        ),
        pytest.param(
            row('a', red(run='1', cause=GUESS)),
            [row('b', red(run='2', cause=GUESS))],
            Blame.PACKAGE,
            id='a guess may be alike by chance',
        ),
        pytest.param(
            row('a', red(run='1', cause=CAUSE._replace(at_fault=('a',)))),
            [row('b', red(run='2', cause=CAUSE._replace(at_fault=('b',))))],
            Blame.PACKAGE,
            id='the solver knows better',
        ),
        pytest.param(
            row('a', red(run='1', cause=CAUSE._replace(blame=Blame.TEST))),
            [row('b', red(run='2'))],
            Blame.TEST,
            id='not a package to begin with',
        ),
        pytest.param(
            row('a', red(run='')),
            [row('b', red(run=''))],
            Blame.INFRASTRUCTURE,
            id='runs whose addresses are forgotten',
        ),
    ],
)
def test_whose_turn_it_is(this: Row, others: list[Row], blame: Blame) -> None:
    cause = first(this, *others).cause
    assert cause and cause.blame is blame


def test_where_else_and_since_when() -> None:
    early = red(FED, '4')
    early = early._replace(report=early.report and early.report._replace(started=SUNDAY))
    rows = [row('a', red(run='1')), row('b', red(run='2'), red(FED, '3')), row('c', early)]
    assert first(*rows).alike == Alike(3, 2, SUNDAY, True)
    assert first(row('a', red(run='1'))).alike is None


def test_a_run_is_counted_once_though_several_updates_wait_for_it() -> None:
    rows = [row('a', red(run='1')), row('b', red(run='2')), row('c', red(run='2'))]
    assert first(*rows).alike == Alike(1, 1, MONDAY, True)
    # Of a run that tested two, neither is unrelated to one of them.
    together = [row('b', red(run='2')), row('c', red(run='2')), row('b', red(run='3'))]
    alike = first(*together).alike
    assert alike and not alike.unrelated
