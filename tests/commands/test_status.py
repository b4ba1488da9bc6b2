"""How status ends: by what is worst, with a server that does not answer between red and unfinished."""

from __future__ import annotations

import pytest

from rdopkg_ci.commands.ci.status import exit_code
from rdopkg_ci.core.judging.report import Report
from rdopkg_ci.core.judging.row import Row
from rdopkg_ci.core.judging.ruling import Ruling, TargetRuling
from rdopkg_ci.core.judging.turn import Turn, Who
from rdopkg_ci.core.runs.verdict import Verdict
from rdopkg_ci.core.target import Target
from rdopkg_ci.errors import CiError, Exit, NotAuthorised

EL7 = Target('kilo', 'el7')


def row(verdict: Verdict, again: bool = False, **more: object) -> Row:
    report = Report(EL7, 1, verdict, '')
    ruling = Ruling((TargetRuling(EL7, verdict, '', report, again),))
    return Row('06ny', '', 'review', 'phase1', ruling, (EL7,))._replace(**more)  # type: ignore[arg-type]


NOT_ASKED = Row('06ny', '', 'updates', '', Ruling(()), (EL7,))
AWAY = CiError('away')
FINE = row(Verdict.PASSED, where='ready', phase='stage')
RED, RUNNING = row(Verdict.FAILED), row(Verdict.RUNNING)


@pytest.mark.parametrize(
    ('rows', 'problems', 'code'),
    [
        pytest.param([], [], Exit.OK, id='nothing'),
        pytest.param([FINE, NOT_ASKED], [], Exit.OK, id='green'),
        pytest.param([FINE, RED], [], Exit.RED, id='red'),
        pytest.param([RUNNING, RED], [], Exit.RED, id='red wins over unfinished'),
        pytest.param([FINE, RUNNING], [], Exit.UNFINISHED, id='unfinished'),
        pytest.param(
            [row(Verdict.PASSED, next=Turn(Who.GATE))], [], Exit.UNFINISHED, id='not merged yet'
        ),
        pytest.param([row(Verdict.ERRORED, again=True)], [], Exit.UNFINISHED, id='tried again'),
        pytest.param([row(Verdict.UNKNOWN)], [], Exit.UNFINISHED, id='unknown'),
        pytest.param([row(Verdict.WAITING)], [], Exit.UNFINISHED, id='held by others'),
        pytest.param([FINE], [AWAY], Exit.BROKEN, id='a server is away'),
        pytest.param([RUNNING], [AWAY], Exit.BROKEN, id='which is worse than unfinished'),
        pytest.param([RED], [AWAY], Exit.RED, id='and not as bad as red'),
        pytest.param(
            [FINE], [AWAY, NotAuthorised('no')], Exit.NOT_AUTHORISED, id='not ours to see'
        ),
        pytest.param([NOT_ASKED._replace(override=Verdict.FAILED)], [], Exit.RED, id='no update'),
        pytest.param(
            [NOT_ASKED._replace(override=Verdict.UNKNOWN)], [], Exit.UNFINISHED, id='not readable'
        ),
        pytest.param([NOT_ASKED._replace(where='failed')], [], Exit.OK, id='in failed/'),
    ],
)
def test_how_it_ends(rows: list[Row], problems: list[CiError], code: Exit) -> None:
    assert exit_code(rows, problems) is code
