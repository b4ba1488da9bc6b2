from __future__ import annotations

import pytest

from rdopkg_ci.core.causes.cause import Blame, Cause, Line
from rdopkg_ci.core.judging import review_message
from rdopkg_ci.core.judging.judge import Report, Ruling, TargetRuling
from rdopkg_ci.core.runs.verdict import Verdict
from rdopkg_ci.core.target import Target

EL, FED = Target('juno', 'epel-7'), Target('juno', 'fedora-21')
CAUSE = Cause(
    'nova needs oslo',
    'depsolve',
    Blame.PACKAGE,
    'depsolve-unresolved',
    (Line(4, 'nothing \x1b[31mprovides oslo'),),
)
RED = Ruling(
    (
        TargetRuling(EL, Verdict.PASSED, 'passed', Report(EL, 1, Verdict.PASSED, 'url1')),
        TargetRuling(
            FED, Verdict.FAILED, 'nova needs oslo', Report(FED, 1, Verdict.FAILED, 'url2', CAUSE)
        ),
    )
)


def test_every_red_target_has_its_cause() -> None:
    assert (
        review_message.text(RED)
        == """\
phase1 failed.

juno/epel-7: passed

juno/fedora-21: failed (package, depsolve-unresolved): nova needs oslo
  nothing provides oslo
url2"""
    )


@pytest.mark.parametrize(
    ('verdict', 'headline'),
    [
        (Verdict.PASSED, 'phase1 passed.'),
        (
            Verdict.ERRORED,
            'phase1 could not tell: a worker broke, more than once. A person has to look.',
        ),
        (
            Verdict.DISABLED,
            'phase1 tested nothing: every target is disabled. A person has to decide.',
        ),
    ],
)
def test_headlines(verdict: Verdict, headline: str) -> None:
    assert review_message.text(Ruling((TargetRuling(EL, verdict, verdict.word),))).startswith(
        headline
    )


def test_a_file_that_is_no_update() -> None:
    assert (
        review_message.text(Ruling(()), 'line 3: \x07bad')
        == 'This is not a valid update.\n\nline 3: bad'
    )


def test_a_refusal_is_found_again() -> None:
    said = review_message.text(RED, '', 'merge conflict')
    assert review_message.text(RED) in said
    assert review_message.refusal(said) == 'merge conflict'
    assert review_message.refusal(review_message.text(RED)) == ''
