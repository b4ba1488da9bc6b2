from __future__ import annotations

import pytest

from rdopkg_ci.core.judging.report import Report
from rdopkg_ci.core.judging.row import Row
from rdopkg_ci.core.judging.ruling import Ruling, TargetRuling
from rdopkg_ci.core.judging.turn import Turn, Who
from rdopkg_ci.core.runs.verdict import Verdict
from rdopkg_ci.core.target import Target
from rdopkg_ci.view.changes import changes

EL7 = Target('kilo', 'el7')


def row(verdict: Verdict, reason: str = '', attempt: int = 1) -> Row:
    report = Report(EL7, attempt, verdict, '')
    ruling = Ruling((TargetRuling(EL7, verdict, reason or verdict.word, report),))
    return Row('06ny', 'Fix', 'review', 'phase1', ruling, (EL7,), number=7)


POOLED = Row('06ny', 'Fix', 'updates', '', Ruling(()), (EL7,), 'phase2 is next')


@pytest.mark.parametrize(
    ('before', 'after', 'lines'),
    [
        pytest.param(
            [],
            [row(Verdict.RUNNING)],
            ['06ny: review 7, phase1', '06ny on kilo/el7: phase1 running'],
            id='the first look',
        ),
        pytest.param([row(Verdict.RUNNING)], [row(Verdict.RUNNING)], [], id='nothing'),
        pytest.param(
            [row(Verdict.QUEUED, 'waits: Expires in 4.2 sec')],
            [row(Verdict.QUEUED, 'waits: Expires in 1 sec')],
            [],
            id='the seconds of a queue',
        ),
        pytest.param(
            [row(Verdict.QUEUED, 'waits: Expires in 4 sec')],
            [row(Verdict.QUEUED, 'waits: No agents')],
            ['06ny on kilo/el7: phase1 queued: waits: No agents'],
            id='what a queue waits for',
        ),
        pytest.param(
            [row(Verdict.RUNNING)],
            [row(Verdict.FAILED, 'a \x1b[31mneeds b')],
            ['06ny on kilo/el7: phase1 failed: a needs b'],
            id='a verdict, with its reason',
        ),
        pytest.param(
            [row(Verdict.RUNNING)],
            [row(Verdict.RUNNING, attempt=2)],
            ['06ny on kilo/el7: phase1 running, attempt 2'],
            id='another attempt',
        ),
        pytest.param(
            [row(Verdict.PASSED)],
            [POOLED],
            ['06ny: updates/: passed; phase2 is next'],
            id='another place',
        ),
        pytest.param([POOLED], [], ['06ny: not on the board any more'], id='gone'),
        pytest.param(
            [row(Verdict.RUNNING)],
            [row(Verdict.PASSED)._replace(next=Turn(Who.GATE, 'votes and merges'))],
            [
                '06ny on kilo/el7: phase1 passed',
                '06ny, next: the gate votes and merges: `rdopkg ci gate`',
            ],
            id='what nobody comes for but the gate',
        ),
    ],
)
def test_a_line_a_change(before: list[Row], after: list[Row], lines: list[str]) -> None:
    assert changes(before, after, '`rdopkg ci gate`') == lines
