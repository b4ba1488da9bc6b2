from __future__ import annotations

import pytest
from memory import result

from rdopkg_ci.core.judging.report import Report
from rdopkg_ci.core.judging.ruling import Ruling, TargetRuling
from rdopkg_ci.core.judging.turn import Turn, Who
from rdopkg_ci.core.phase import STAGE
from rdopkg_ci.core.publication.filelist import Sum
from rdopkg_ci.core.publication.publication import Item, Publication
from rdopkg_ci.core.runs.request import Request
from rdopkg_ci.core.runs.verdict import Verdict
from rdopkg_ci.core.target import Target
from rdopkg_ci.view import promote as view
from rdopkg_ci.view.style import plain

JUNO = Target('juno', 'epel-7')
A, B = 'a' * 64, 'b' * 64


def item(update_id: str, file: str, sha256: str, tag: str = '') -> Item:
    return Item(update_id, Sum(sha256, JUNO, tag, file, 'foo-1-1'), sha256)


def test_a_plan_says_what_is_added_and_what_is_there() -> None:
    items = (
        item('06ny', 'foo.rpm', A),
        item('06ny', 'bar.rpm', B, 'common'),
        item('0ipu', 'foo.rpm', A),
    )
    publications = (Publication(JUNO, ('06ny', '0ipu'), items, {'foo.rpm': A}),)
    titles = {'06ny': 'Fix\x1b[31m it', '0ipu': ''}
    waiting = {'zzzz': Turn(Who.ADMIN, 'every target is disabled: `rdopkg ci enable juno/epel-7`')}
    assert view.plan(titles, publications, waiting) == (
        '06ny  Fix it\n'
        '0ipu\n'
        'juno/epel-7: production holds 1 RPM, 1 to add\n'
        '  06ny  + common/bar.rpm\n'
        '  06ny  = foo.rpm\n'
        '  0ipu  = foo.rpm\n'
        '(+ is to add, = is in production already)\n'
        'zzzz waits for an admin: every target is disabled: `rdopkg ci enable juno/epel-7`\n'
    )


def test_an_empty_plan() -> None:
    assert view.plan({}, (), {}) == 'Nothing to promote: nothing is ready.\n'
    said = view.plan({}, (), {}, idle={'kilo/f22': 'why'})
    assert said == 'Nothing to promote.\nkilo/f22: why.\n'


@pytest.mark.parametrize(
    ('begun', 'is_told'),
    [
        pytest.param((), True, id='of before'),
        pytest.param(('kilo/el7',), True, id='of before, beside another'),
        pytest.param(('juno/epel-7',), False, id='of this command'),
    ],
)
def test_a_red_run_of_before_is_dated(begun: tuple[str, ...], is_told: bool) -> None:
    ran = result(Request(STAGE, JUNO, A[:40], A[:40], updates=('06ny',)), Verdict.FAILED)
    report = Report(JUNO, 1, Verdict.FAILED, '', result=ran)
    ruling = Ruling((TargetRuling(JUNO, Verdict.FAILED, 'no', report),))
    old = 'juno/epel-7: this run is of 2015-03-01 00:00 UTC and counts, for the RPMs are the same;'
    assert (old in view.ruling(ruling, plain, begun=begun)) is is_told


def test_a_ruling_says_what_comes_next() -> None:
    def said(verdict: Verdict) -> str:
        return view.ruling(Ruling((TargetRuling(JUNO, verdict, verdict.word),)), plain).partition(
            '\n'
        )[2]

    assert said(Verdict.RUNNING) == (
        'Stage is not finished: the same again goes on, with --wait until it is over.\n'
        'follow it: `rdopkg ci status stage --watch`\n'
    )
    assert said(Verdict.FAILED).startswith('Stage is not green: production is as it was.')
    assert said(Verdict.FAILED).endswith('`rdopkg ci status stage` says who does what else.\n')
    red = Ruling((TargetRuling(JUNO, Verdict.FAILED, 'x'),))
    assert 'Promote the others with --without ID, run' in view.ruling(red, plain)
    assert 'with --without 06ny,ID, run' in view.ruling(red, plain, left_out=['06ny'])
    assert '--without' not in view.ruling(red, plain, is_alone=True)
    assert said(Verdict.DISABLED).endswith('`rdopkg ci enable juno/epel-7` has it judged again.\n')
    assert said(Verdict.PASSED) == ''
