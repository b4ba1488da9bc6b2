"""What the gate tells of what does not go on."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from rdopkg_ci.core.causes.cause import Blame, Cause
from rdopkg_ci.core.event import Action, Event
from rdopkg_ci.core.judging.next_step import next_step
from rdopkg_ci.core.judging.report import Report
from rdopkg_ci.core.judging.row import REVIEW, Row
from rdopkg_ci.core.judging.ruling import Ruling, TargetRuling
from rdopkg_ci.core.phase import PHASE1
from rdopkg_ci.core.runs.verdict import Verdict
from rdopkg_ci.core.target import Target
from rdopkg_ci.view.gate import judged

EL7, F22 = Target('kilo', 'el7'), Target('kilo', 'f22')
MIRROR = Cause('the mirror is away', 'network', Blame.INFRASTRUCTURE, 'network-error')
NOVA = Cause('nova needs oslo', 'depsolve', Blame.PACKAGE, 'depsolve-unresolved')
MEND = 'next: an admin: what is to blame has to be mended; then `rdopkg ci retry'


def row(update_id: str, *causes: Cause) -> Row:
    """It is red on a target for each cause."""
    rulings = []
    for target, cause in zip((EL7, F22), causes):
        is_package = cause.blame is Blame.PACKAGE
        verdict = Verdict.FAILED if is_package else Verdict.ERRORED
        report = Report(target, 1, verdict, '', cause)
        rulings.append(TargetRuling(target, verdict, cause.summary, report))
    found = Row(update_id, '', REVIEW, PHASE1, Ruling(tuple(rulings)), (EL7, F22))
    return found._replace(next=next_step(found))


def package(update_id: str) -> list[str]:
    better = f'better builds: `rdopkg update FILE --id {update_id}`'
    return [f'{update_id}: next: the author: {better}']


@pytest.mark.parametrize(
    ('rows', 'before', 'told'),
    [
        pytest.param(
            [row('aaaa', MIRROR)],
            [],
            ['aaaa: kilo/el7: the mirror is away', f'aaaa: {MEND} aaaa`'],
            id='of one',
        ),
        pytest.param(
            [row('aaaa', MIRROR), row('bbbb', MIRROR, MIRROR)],
            [],
            [
                'aaaa, bbbb: kilo/el7, kilo/f22: the mirror is away',
                f'aaaa, bbbb: {MEND} aaaa bbbb`',
            ],
            id='of two',
        ),
        pytest.param(
            [row('aaaa', MIRROR, NOVA), row('bbbb', MIRROR)],
            [],
            [
                'aaaa: kilo/f22: nova needs oslo',
                *package('aaaa'),
                'aaaa, bbbb: kilo/el7: the mirror is away',
                f'bbbb: {MEND} bbbb`',
            ],
            id='beside what one has alone',
        ),
        pytest.param(
            [row('aaaa', NOVA), row('bbbb', NOVA)],
            [],
            [
                'aaaa: kilo/el7: nova needs oslo',
                *package('aaaa'),
                'bbbb: kilo/el7: nova needs oslo',
                *package('bbbb'),
            ],
            id='what each author has to mend',
        ),
        pytest.param(
            [row('bbbb', MIRROR)],
            [row('aaaa', MIRROR)],
            ['bbbb: kilo/el7: the same as aaaa', f'bbbb: {MEND} bbbb`'],
            id='told in an earlier pass',
        ),
        pytest.param(
            [row('aaaa', MIRROR)],
            [row('aaaa', MIRROR)],
            ['aaaa: kilo/el7: the mirror is away', f'aaaa: {MEND} aaaa`'],
            id='its own of before',
        ),
    ],
)
def test_what_the_machines_do_is_told_once(
    rows: Sequence[Row], before: Sequence[Row], told: Sequence[str]
) -> None:
    events = [Event(one.update_id, Action.VOTED, '+0') for one in rows]
    assert judged(events, rows, before).splitlines() == told
