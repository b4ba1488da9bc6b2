"""One worker: steps one after another, what each ending leaves behind, and what is still run."""

from __future__ import annotations

import hashlib
import os
import signal
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TextIO

import pytest
from rpmkit import Words, build
from workerkit import ended, limited, repo

from rdopkg_ci.core.causes.cause import Blame, Cause
from rdopkg_ci.core.planning.plan import PlannedStep
from rdopkg_ci.core.policy.command import Command
from rdopkg_ci.core.policy.policy import Repos
from rdopkg_ci.core.runs.result import Metadata, Result, Rpm
from rdopkg_ci.core.runs.verdict import Verdict
from rdopkg_ci.doors import files
from rdopkg_ci.doors.processes.bounds import Bounds
from rdopkg_ci.doors.repos import repodata
from rdopkg_ci.errors import CiError
from rdopkg_ci.worker.endings import StepFailed, StepSkipped
from rdopkg_ci.worker.job import Job, Owner
from rdopkg_ci.worker.step import Step, Work


def fine(job: Job, log: TextIO) -> Sequence[Rpm]:
    print('fine', file=log)
    return [Rpm('a.rpm', 'ab' * 32, 'a-1-1')]


def red(job: Job, log: TextIO) -> Sequence[Rpm]:
    raise StepFailed(Cause('a needs b', 'depsolve', Blame.PACKAGE, 'depsolve-unresolved'))


def toolless(job: Job, log: TextIO) -> Sequence[Rpm]:
    raise StepSkipped('dnf is not\x1b[31m installed')


def offline(job: Job, log: TextIO) -> Sequence[Rpm]:
    raise CiError('the mirror is away', 'Try later.')


def unreadable(job: Job, log: TextIO) -> Sequence[Rpm]:
    raise PermissionError(13, 'Denied', '/x')


def buggy(job: Job, log: TextIO) -> Sequence[Rpm]:
    raise ZeroDivisionError('by zero')


def endless(job: Job, log: TextIO) -> Sequence[Rpm]:
    time.sleep(30)
    return ()


def step(name: str, work: Work = fine) -> Step:
    return Step(PlannedStep(name), work)


def always(name: str, work: Work = fine, timeout: float | None = None) -> Step:
    command = Command(name, ('true',), always=True, timeout=timeout)
    return Step(PlannedStep(name, command), work)


def outcomes(result: Result) -> list[tuple[str, str, str]]:
    return [(each.name, each.outcome.value, each.reason) for each in result.steps]


def test_all_steps_passed(job: Job, capsys: pytest.CaptureFixture[str]) -> None:
    result = ended(job, step('one'), step('two'))
    assert (result.verdict, result.cause, len(result.rpms)) == (Verdict.PASSED, None, 2)
    assert outcomes(result) == [('one', 'ok', ''), ('two', 'ok', '')]
    assert (job.result / 'one.log').read_text() == 'fine\n'
    assert capsys.readouterr().out == 'one: ok\ntwo: ok\n'


def test_a_run_tells_what_it_tested_against_though_it_failed(job: Job, tmp_path: Path) -> None:
    (tmp_path / 'production').mkdir()

    def broken(job: Job, log: TextIO) -> Sequence[Rpm]:
        for url in (job.repos.production, *job.repos.base):
            repodata.fetch(url, job.cache)
        return red(job, log)

    base = repo(tmp_path / 'base', Words('glibc'))
    repos = Repos((tmp_path / 'production').as_uri(), (base,))
    result = ended(job._replace(repos=repos), step('resolve', broken))
    listing = (tmp_path / 'base' / 'repodata' / 'repomd.xml').read_bytes()
    digest = hashlib.sha256(listing).hexdigest()
    assert result.metadata == (
        Metadata('base0', base, digest),
        Metadata('production', repos.production, ''),
    )
    assert {'rdopkg-ci', 'python'} <= dict(result.tools).keys()


def test_a_stage_run_tells_the_checksums_of_what_is_published(job: Job) -> None:
    name = 'nova-1-1.el7.noarch.rpm'
    owners = {
        name: Owner('06ny', 'nova-1-1.el7', ''),
        'gone-1-1.noarch.rpm': Owner('49fz', 'gone-1-1', ''),
    }
    staged = job._replace(generation='0123-ab', owners=owners)
    place = build(staged.tested, Words('nova'))
    assert ended(staged).rpms == (Rpm(name, files.sha256(place), 'nova-1-1.el7', ''),)


@pytest.mark.parametrize(
    ('work', 'verdict', 'signature', 'blame', 'in_log'),
    [
        pytest.param(
            red, Verdict.FAILED, 'depsolve-unresolved', Blame.PACKAGE, '', id='the update failed'
        ),
        pytest.param(
            offline,
            Verdict.ERRORED,
            'worker-error',
            Blame.INFRASTRUCTURE,
            'the mirror is away. Try',
            id='the machine failed',
        ),
        pytest.param(
            unreadable,
            Verdict.ERRORED,
            'worker-error',
            Blame.INFRASTRUCTURE,
            'error: /x: Denied',
            id='the system failed',
        ),
        pytest.param(buggy, Verdict.ERRORED, 'worker-bug', Blame.CI, 'Traceback', id='we failed'),
    ],
)
def test_the_first_that_does_not_pass_ends_it(
    job: Job,
    work: Work,
    verdict: Verdict,
    signature: str,
    blame: Blame,
    in_log: str,
) -> None:
    result = ended(job, step('one'), step('two', work), step('three'))
    cause = result.cause
    assert result.verdict is verdict and cause is not None
    assert outcomes(result) == [
        ('one', 'ok', ''),
        ('two', 'failed', cause.summary),
        ('three', 'skipped', 'two failed'),
    ]
    assert (cause.signature, cause.blame, cause.step, cause.log) == (
        signature,
        blame,
        'two',
        'two.log',
    )
    assert cause.fingerprint
    assert in_log in (job.result / 'two.log').read_text()


def test_what_always_runs_runs_after_a_failure(
    job: Job, capsys: pytest.CaptureFixture[str]
) -> None:
    result = ended(job, step('one', red), always('collect'), step('two'), always('clean'))
    assert outcomes(result) == [
        ('one', 'failed', 'a needs b'),
        ('collect', 'ok', ''),
        ('two', 'skipped', 'one failed'),
        ('clean', 'ok', ''),
    ]
    assert (job.result / 'clean.log').read_text() == 'fine\n'
    assert capsys.readouterr().out == (
        'one: a needs b\ncollect: ok\ntwo: skipped: one failed\nclean: ok\n'
    )


def test_a_later_failure_does_not_hide_the_first_cause(job: Job) -> None:
    result = ended(job, step('one', red), always('collect', offline))
    assert result.verdict is Verdict.FAILED and result.cause is not None
    assert (result.cause.step, result.cause.summary) == ('one', 'a needs b')
    assert outcomes(result)[1] == ('collect', 'failed', 'the mirror is away. Try later.')


def test_what_always_runs_may_be_the_first_to_fail(job: Job) -> None:
    result = ended(job, step('one'), always('collect', red), step('two'))
    assert result.verdict is Verdict.FAILED
    assert outcomes(result)[2] == ('two', 'skipped', 'collect failed')


def test_a_step_that_skips_itself_stops_nothing(job: Job) -> None:
    result = ended(job, step('one', toolless), step('two'))
    assert result.verdict is Verdict.PASSED
    assert outcomes(result) == [('one', 'skipped', 'dnf is not installed'), ('two', 'ok', '')]
    assert (job.result / 'one.log').read_text() == 'skipped: dnf is not installed\n'


def test_the_time_limit_ends_a_step(job: Job) -> None:
    result = ended(limited(job, 0.3), step('slow', endless))
    assert result.verdict is Verdict.ERRORED and result.cause is not None
    assert result.cause.summary == 'step slow did not end before the time limit of 0.3 seconds'


def test_a_step_has_a_limit_of_its_own(job: Job) -> None:
    slow = Step(PlannedStep('slow', Command('slow', ('true',), timeout=0.2)), endless)
    result = ended(job, slow, step('two'))
    assert result.verdict is Verdict.ERRORED and result.cause is not None
    assert result.cause.summary == 'step slow did not end before its own time limit of 0.2 seconds'
    assert result.steps[1].reason == 'slow failed'


def test_time_is_kept_for_what_always_runs(job: Job) -> None:
    slow = Step(PlannedStep('slow', kept=20.0), endless)
    result = ended(limited(job, 20.2), slow, always('clean', timeout=20.0))
    assert result.cause is not None
    assert result.cause.summary == (
        'step slow did not end before the time limit of 20.2 seconds, 20 of them kept for the steps'
        ' that always run'
    )
    assert outcomes(result)[1] == ('clean', 'ok', '')


def test_what_always_runs_is_skipped_when_no_time_is_left(job: Job) -> None:
    result = ended(limited(job, 0.2), step('slow', endless), always('clean'))
    assert outcomes(result)[1] == ('clean', 'skipped', 'no time of the run was left for it')


def test_our_own_signals_are_as_before(job: Job) -> None:
    kinds = (signal.SIGALRM, signal.SIGTERM, signal.SIGINT)
    before = [signal.getsignal(kind) for kind in kinds]
    ended(job, step('one'))
    assert [signal.getsignal(kind) for kind in kinds] == before


def deaf(job: Job, log: TextIO) -> Sequence[Rpm]:
    """No signal is handled before this C code returns, which would take a day."""
    print(sum(range(10**14)), file=log)
    return ()


def hungry(job: Job, log: TextIO) -> Sequence[Rpm]:
    print(len(bytearray(1_000_000_000)), file=log)
    return ()


def crashing(job: Job, log: TextIO) -> Sequence[Rpm]:
    print('so far', file=log)
    os.kill(os.getpid(), signal.SIGKILL)
    return ()


def leaving(job: Job, log: TextIO) -> Sequence[Rpm]:
    sys.exit(0)


def flooding(job: Job, log: TextIO) -> Sequence[Rpm]:
    (job.work / 'big').write_bytes(bytes(2_000_000))
    return ()


def test_the_time_limit_ends_what_hears_no_signal(job: Job) -> None:
    result = ended(limited(job, 60.0), Step(PlannedStep('deaf', kept=59.5), deaf), always('clean'))
    assert result.verdict is Verdict.ERRORED and result.cause is not None
    assert result.cause.signature == 'timeout' and result.cause.step == 'deaf'
    assert outcomes(result)[1] == ('clean', 'ok', '')
    assert 'error: step deaf did not end' in (job.result / 'deaf.log').read_text()


@pytest.mark.parametrize(
    ('work', 'signature', 'summary'),
    [
        pytest.param(
            hungry,
            'out-of-memory',
            'step bad needs more than runs.memory allows, 500 MB',
            id='memory',
        ),
        pytest.param(flooding, 'worker-error', 'File too large', id='file size'),
        pytest.param(crashing, 'worker-died', 'step bad was killed by signal 9', id='a crash'),
        pytest.param(
            leaving, 'worker-died', 'step bad ended with code 1 and without a word', id='an exit'
        ),
    ],
)
def test_a_step_is_bounded(job: Job, work: Work, signature: str, summary: str) -> None:
    bounded = job._replace(bounds=Bounds(memory=500, file_size=1))
    result = ended(bounded, step('bad', work), always('clean'))
    assert result.verdict is Verdict.ERRORED and result.cause is not None
    assert result.cause.signature == signature and summary in result.cause.summary
    assert f'error: {result.cause.summary}' in (job.result / 'bad.log').read_text()
    assert outcomes(result)[1] == ('clean', 'ok', '')
