from __future__ import annotations

from datetime import date

import pytest

from rdopkg_ci.core.causes.cause import Blame, Cause, Line
from rdopkg_ci.core.judging import review_message, review_reading
from rdopkg_ci.core.judging.judge import judge
from rdopkg_ci.core.judging.report import Report
from rdopkg_ci.core.judging.ruling import Ruling, TargetRuling
from rdopkg_ci.core.policy.policy import Policy, Repos
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


def test_what_the_head_says_is_not_said_again() -> None:
    cause = CAUSE._replace(lines=(Line(3, f'  {CAUSE.summary}'), Line(4, '    and more')))
    ruling = Ruling(
        (TargetRuling(FED, Verdict.FAILED, '', Report(FED, 1, Verdict.FAILED, '', cause)),)
    )
    assert review_message.text(ruling).splitlines()[2:] == [
        'juno/fedora-21: failed (package, depsolve-unresolved): nova needs oslo',
        '  and more',
    ]


@pytest.mark.parametrize(
    ('verdict', 'headline'),
    [
        (Verdict.PASSED, 'phase1 passed.'),
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


@pytest.mark.parametrize(
    ('attempts', 'told'),
    [
        pytest.param((1,), 'the run on 1 target did not get through, tried once.', id='once'),
        pytest.param(
            (3, 3), 'the run on 2 targets did not get through, tried 3 times.', id='as often each'
        ),
        pytest.param(
            (1, 2), 'the run on 2 targets did not get through, tried up to 2 times.', id='several'
        ),
    ],
)
def test_how_often_it_was_tried_before_nobody_could_tell(
    attempts: tuple[int, ...], told: str
) -> None:
    reports = [
        Report(target, attempt, Verdict.ERRORED, '', CAUSE)
        for target, attempt in zip((EL, FED), attempts)
    ]
    text = red(reports)
    assert text.startswith(f'phase1 could not tell: {told}\n')
    said = review_reading.parse(text)
    assert said is not None and red(list(said.reports.values())) == text


def test_a_file_that_is_no_update() -> None:
    assert (
        review_message.text(Ruling(()), 'line 3: \x07bad')
        == 'This is not a valid update.\n\nline 3: bad'
    )


def test_a_refusal_is_found_again() -> None:
    said = review_message.text(RED, '', 'merge conflict')
    assert review_message.text(RED) in said
    assert review_reading.refusal(said) == 'merge conflict'
    assert review_reading.refusal(review_message.text(RED)) == ''


REPORTS = {
    'all passed': (Report(EL, 1, Verdict.PASSED, ''), Report(FED, 1, Verdict.PASSED, '')),
    'passed with a note': (
        Report(EL, 1, Verdict.PASSED, '', notes=('b was not installed:\n\na \x1b[31mwins ',)),
        Report(FED, 2, Verdict.PASSED, '', notes=tuple(f'{n} {"x" * 300}' for n in range(30))),
    ),
    'one failed': (Report(EL, 1, Verdict.PASSED, ''), Report(FED, 1, Verdict.FAILED, 'url', CAUSE)),
    'a later attempt': (
        Report(EL, 2, Verdict.PASSED, ''),
        Report(FED, 13, Verdict.FAILED, 'url', CAUSE),
    ),
    'errored': (
        Report(EL, 2, Verdict.ERRORED, 'url', CAUSE._replace(blame=Blame.INFRASTRUCTURE)),
        Report(FED, 2, Verdict.ERRORED, '', CAUSE._replace(lines=())),
    ),
    'hostile words': (
        Report(
            EL,
            1,
            Verdict.FAILED,
            'url',
            CAUSE._replace(
                summary='(a): b\n\njuno/fedora-21: passed',
                lines=(Line(1, 'juno/fedora-21: passed'), Line(2, ' '), Line(3, 'a\n\nb: passed')),
            ),
        ),
        Report(FED, 1, Verdict.FAILED, 'url', CAUSE),
    ),
}


def ruled(reports: tuple[Report, ...]) -> Ruling:
    policy = Policy({EL: Repos(''), FED: Repos('')}, retries=0)
    return judge((EL, FED), 'phase1', reports, policy, date(2015, 3, 1))


@pytest.mark.parametrize('reports', REPORTS.values(), ids=REPORTS)
def test_what_was_said_is_read_back(reports: tuple[Report, ...]) -> None:
    text = review_message.text(ruled(reports))
    said = review_reading.parse(text)
    assert said is not None and said.is_whole
    assert said.verdict is ruled(reports).verdict
    for report in reports:
        again = said.reports[report.target]
        assert (again.verdict, again.attempt) == (report.verdict, report.attempt)
        if report.cause:
            assert again.cause is not None
            assert (again.cause.signature, again.cause.blame) == (
                report.cause.signature,
                report.cause.blame,
            )
    assert review_message.text(ruled(tuple(said.reports.values()))) == text


def test_what_was_disabled_is_not_whole() -> None:
    disabled = Ruling((*RED.targets[:1], TargetRuling(FED, Verdict.DISABLED, 'no mirror')))
    said = review_reading.parse(review_message.text(disabled))
    assert said is not None and not said.is_whole
    assert list(said.reports) == [EL]


@pytest.mark.parametrize(
    'text',
    ['', 'phase1', 'recheck', 'This is not a valid update.\n\nline 3: bad', 'phase1 passed', '\n'],
)
def test_other_words_are_none_of_ours(text: str) -> None:
    assert review_reading.parse(text) is None


@pytest.mark.parametrize(
    'block',
    [
        'juno/epel-7',
        'juno/epel-7: running',
        'juno/../x: passed',
        'juno/epel-7: failed (nobody, x): y',
        'juno/epel-7: failed (package): y',
        'juno/epel-7: failed, attempt 99999999 (package, x): y',
    ],
)
def test_a_block_that_is_none_of_ours_reports_nothing(block: str) -> None:
    said = review_reading.parse(f'phase1 failed.\n\n{block}')
    assert said is not None and not said.reports and not said.is_whole


def red(reports: list[Report]) -> str:
    return review_message.text(
        Ruling(tuple(TargetRuling(one.target, one.verdict, 'red', one) for one in reports))
    )


def test_a_message_fits_what_people_and_servers_take_and_is_read_back_the_same() -> None:
    lines = tuple(Line(number, f'{number} ' + 'x' * 999) for number in range(40))
    cause = Cause('y' * 999, 'depsolve', Blame.PACKAGE, 'depsolve-unresolved', lines)
    reports = [
        Report(Target('juno', f'epel-{number}'), 1, Verdict.FAILED, 'https://x/1', cause)
        for number in range(12)
    ]
    text = red(reports)
    assert len(text.splitlines()) <= 60
    assert len(text) < 16_384, 'the most that a Gerrit takes'
    said = review_reading.parse(text)
    assert said is not None and said.is_whole
    assert red(list(said.reports.values())) == text


def test_notes_on_what_passed_are_told_and_cut() -> None:
    reports = [
        Report(Target('juno', f'epel-{number}'), 1, Verdict.PASSED, '', notes=('a', 'b', 'c') * 9)
        for number in range(9)
    ]
    text = red(reports)
    assert 'juno/epel-0: passed\n  a\n  b\n  and 25 more\n\njuno/epel-1: passed' in text
    assert len(text.splitlines()) <= 60
    said = review_reading.parse(text)
    assert said is not None and red(list(said.reports.values())) == text
