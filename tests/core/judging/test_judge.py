from __future__ import annotations

from datetime import date, datetime, timezone

import pytest

from rdopkg_ci.core.causes.cause import Blame, Cause
from rdopkg_ci.core.judging.judge import judge
from rdopkg_ci.core.judging.report import Report
from rdopkg_ci.core.judging.ruling import Ruling
from rdopkg_ci.core.policy.policy import Disable, Policy, Repos
from rdopkg_ci.core.runs.result import Result, StepOutcome, StepResult
from rdopkg_ci.core.runs.verdict import Verdict
from rdopkg_ci.core.target import Target

TODAY = date(2015, 3, 1)
NOW = datetime(2015, 3, 1, tzinfo=timezone.utc)
EL, FED = Target('juno', 'epel-7'), Target('juno', 'fedora-21')
UNRESOLVED = Cause('a needs b', 'depsolve', Blame.PACKAGE, 'depsolve-unresolved')


def report(target: Target, verdict: Verdict, attempt: int = 1) -> Report:
    cause = UNRESOLVED if verdict in (Verdict.FAILED, Verdict.ERRORED) else None
    return Report(target, attempt, verdict, 'url', cause)


def policy(*disabled: Disable, retries: int = 1) -> Policy:
    return Policy({EL: Repos(''), FED: Repos('')}, disabled=disabled, retries=retries)


def disable(
    target: Target = FED, until: date = TODAY, phase: str = '', signature: str = ''
) -> Disable:
    return Disable(target, 'broken mirror', 'jruzicka', until, phase, signature)


P, F, E, R, Q, M, D = (
    Verdict.PASSED,
    Verdict.FAILED,
    Verdict.ERRORED,
    Verdict.RUNNING,
    Verdict.QUEUED,
    Verdict.MISSING,
    Verdict.DISABLED,
)


@pytest.mark.parametrize(
    ('verdicts', 'worst', 'finished', 'green'),
    [
        pytest.param((P, P), P, True, True, id='all passed'),
        pytest.param((P, F), F, True, False, id='one failed'),
        pytest.param((P, None), M, False, False, id='missing is not green'),
        pytest.param((P, R), R, False, False, id='running is not green'),
        pytest.param((P, Q), Q, False, False, id='queued is not green'),
        pytest.param(
            (F, R), F, False, False, id='failed while another runs: red, and not finished'
        ),
        pytest.param(
            (E, F), F, False, False, id='failed is worse than errored, which is tried again'
        ),
    ],
)
def test_the_worst_wins(verdicts: tuple, worst: Verdict, finished: bool, green: bool) -> None:
    reports = [
        report(target, verdict)
        for target, verdict in zip((EL, FED), verdicts)
        if verdict is not None
    ]
    ruling = judge((EL, FED), 'phase1', reports, policy(), TODAY)
    assert (ruling.verdict, ruling.finished, ruling.green) == (worst, finished, green)


@pytest.mark.parametrize(
    ('given', 'reported', 'verdict'),
    [
        pytest.param(disable(), None, D, id='disabled without a run'),
        pytest.param(disable(), F, D, id='disabled and red'),
        pytest.param(disable(), P, D, id='disabled is never green'),
        pytest.param(disable(until=date(2015, 2, 28)), F, F, id='lapsed yesterday'),
        pytest.param(disable(phase='phase2'), F, F, id='another phase'),
        pytest.param(disable(phase='phase1'), F, D, id='this phase'),
        pytest.param(disable(signature='depsolve-unresolved'), F, D, id='the known failure'),
        pytest.param(
            disable(signature='mirror-404'), F, F, id='a new failure under a disabled target is new'
        ),
        pytest.param(
            disable(signature='depsolve-unresolved'), P, P, id='a signature covers failures only'
        ),
        pytest.param(
            disable(signature='depsolve-unresolved'),
            None,
            M,
            id='a signature does not keep it from being tried',
        ),
        pytest.param(disable(target=EL), F, F, id='another target'),
    ],
)
def test_disabled(given: Disable, reported: Verdict, verdict: Verdict) -> None:
    reports = [] if reported is None else [report(FED, reported)]
    assert judge((FED,), 'phase1', reports, policy(given), TODAY).verdict is verdict


def test_disabled_beside_passed_passes_but_alone_waits() -> None:
    temporary = judge((EL, FED), 'phase1', [report(EL, P)], policy(disable()), TODAY)
    alone = judge((FED,), 'phase1', [], policy(disable()), TODAY)
    assert temporary.green
    assert (alone.verdict, alone.finished, alone.green) == (D, True, False)
    assert alone.targets[0].reason == 'broken mirror (jruzicka, until 2015-03-01)'


def test_what_a_disable_hides_is_told_with_what_it_is_for() -> None:
    red = report(FED, F)
    assert red.cause
    only = disable(phase='phase1', signature=red.cause.signature)
    [told] = judge((FED,), 'phase1', [red], policy(only), TODAY).targets
    scope = f' in phase1 for failures of the kind {red.cause.signature}'
    why = f'broken mirror (jruzicka{scope}, until 2015-03-01)'
    assert told.reason == f'{why}; {red.cause.summary}'


@pytest.mark.parametrize(
    ('retries', 'attempts', 'again'),
    [
        pytest.param(0, [E], False, id='no retries'),
        pytest.param(1, [E], True, id='first of two'),
        pytest.param(1, [E, E], False, id='used up'),
        pytest.param(2, [E, E], True, id='second of three'),
        pytest.param(1, [F], False, id='only errored runs are tried again'),
        pytest.param(1, [E, P], False, id='passed in the end'),
    ],
)
def test_retries(retries: int, attempts: list, again: bool) -> None:
    reports = [report(EL, verdict, number) for number, verdict in enumerate(attempts, 1)]
    (row,) = judge((EL,), 'phase1', reversed(reports), policy(retries=retries), TODAY).targets
    assert (row.verdict, row.again) == (attempts[-1], again)
    assert row.next_attempt == (len(attempts) + 1 if again else 0)


def test_a_missing_run_is_the_first_attempt() -> None:
    (row,) = judge((EL,), 'phase1', [], policy(), TODAY).targets
    assert (row.verdict, row.next_attempt, row.cause) == (M, 1, None)


def test_the_cause_shows_while_red_and_while_that_is_disabled() -> None:
    red, disabled = (
        judge((FED,), 'phase1', [report(FED, F)], p, TODAY).targets[0]
        for p in (policy(), policy(disable()))
    )
    assert (red.cause, red.reason, disabled.cause) == (UNRESOLVED, 'a needs b', UNRESOLVED)


def test_no_targets_is_not_green() -> None:
    assert (Ruling(()).green, Ruling(()).finished, Ruling(()).verdict) == (False, False, M)


def test_only_looks_at_some_targets() -> None:
    ruling = judge((EL, FED), 'phase1', [report(EL, P), report(FED, F)], policy(), TODAY)
    assert ruling.only([EL]).green
    assert not ruling.only([EL, FED]).green


def test_a_green_run_that_did_not_do_everything_says_so() -> None:
    skipped = StepResult('install', StepOutcome.SKIPPED, 0.0, '', 'dnf is not installed')
    fine = StepResult('fetch', StepOutcome.OK, 1.0, 'fetch.log')
    left = Result('phase2', EL, (), 'c0ffee', P, NOW, NOW, (fine, skipped))
    [row] = judge([EL], 'phase2', [report(EL, P)._replace(result=left)], policy(), TODAY).targets
    assert (row.verdict, row.reason) == (P, 'install was skipped: dnf is not installed')
