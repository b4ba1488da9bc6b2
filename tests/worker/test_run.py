"""One worker: steps one after another, what each ending leaves behind, and the time limit."""

from __future__ import annotations

import json
import os
import subprocess
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TextIO

import pytest

from rdopkg_ci.core.causes.cause import Blame, Cause
from rdopkg_ci.core.policy import policy
from rdopkg_ci.core.policy.policy import Phase, Repos
from rdopkg_ci.core.runs.result import Result, Rpm
from rdopkg_ci.core.runs.verdict import Verdict
from rdopkg_ci.core.target import Target
from rdopkg_ci.errors import CiError
from rdopkg_ci.worker import command
from rdopkg_ci.worker.job import Job
from rdopkg_ci.worker.run import NamedStep, StepFailed, run

Work = Callable[[Job, TextIO], Sequence[Rpm]]


@pytest.fixture
def job(tmp_path: Path) -> Job:
    (tmp_path / 'work').mkdir()
    return Job(
        'phase1',
        Target('kilo', 'el7'),
        'c' * 40,
        {'06ny': ()},
        Repos('file:///x'),
        Phase((), 60.0),
        tmp_path / 'stage',
        '',
        tmp_path / 'result',
        tmp_path / 'work',
        time.monotonic() + 60,
    )


def fine(job: Job, log: TextIO) -> Sequence[Rpm]:
    print('fine', file=log)
    return [Rpm('a.rpm', 'ab' * 32, 'a-1-1')]


def red(job: Job, log: TextIO) -> Sequence[Rpm]:
    raise StepFailed(Cause('a needs b', 'depsolve', Blame.PACKAGE, 'depsolve-unresolved'))


def offline(job: Job, log: TextIO) -> Sequence[Rpm]:
    raise CiError('the mirror is away', 'Try later.')


def unreadable(job: Job, log: TextIO) -> Sequence[Rpm]:
    raise PermissionError(13, 'Denied', '/x')


def buggy(job: Job, log: TextIO) -> Sequence[Rpm]:
    raise ZeroDivisionError('by zero')


def endless(job: Job, log: TextIO) -> Sequence[Rpm]:
    time.sleep(30)
    return ()


def own(*words: str) -> NamedStep:
    step = policy.Step('own', words)
    return NamedStep('own', lambda job, log: command.run(step, job, log))


def ended(job: Job, *steps: NamedStep) -> Result:
    result = run(job, steps)
    data = json.loads((job.result / 'result.json').read_text())
    assert data['verdict'] == result.verdict.word
    assert sorted(path.name for path in job.result.iterdir()) == sorted(
        ['result.json', 'result.xml', *(step.log for step in result.steps)]
    )
    assert not job.work.exists()
    return result


def test_all_steps_passed(job: Job) -> None:
    result = ended(job, NamedStep('one', fine), NamedStep('two', fine))
    assert (result.verdict, result.cause, len(result.rpms)) == (Verdict.PASSED, None, 2)
    assert (job.result / 'one.log').read_text() == 'fine\n'


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
    result = ended(job, NamedStep('one', fine), NamedStep('two', work), NamedStep('three', fine))
    assert [(step.name, step.ok) for step in result.steps] == [('one', True), ('two', False)]
    assert result.verdict is verdict and result.cause is not None
    assert (result.cause.signature, result.cause.blame, result.cause.step, result.cause.log) == (
        signature,
        blame,
        'two',
        'two.log',
    )
    assert result.cause.fingerprint
    assert in_log in (job.result / 'two.log').read_text()


def test_the_time_limit_ends_a_step(job: Job) -> None:
    result = ended(
        job._replace(settings=Phase((), 0.3), deadline=time.monotonic() + 0.3),
        NamedStep('slow', endless),
    )
    assert result.verdict is Verdict.ERRORED and result.cause is not None
    assert result.cause.summary == 'step slow did not end before the time limit of 0.3 seconds'


def test_the_time_limit_ends_a_command_and_its_children(job: Job, tmp_path: Path) -> None:
    note = tmp_path / 'pid'
    steps = [own('sh', '-c', f'sleep 60 & echo $! > {note}; wait')]
    result = ended(job._replace(settings=Phase((), 1.0), deadline=time.monotonic() + 1.0), *steps)
    assert result.cause is not None and result.cause.signature == 'timeout'
    state = subprocess.run(
        ['ps', '-o', 'stat=', '-p', note.read_text().strip()],
        capture_output=True,
        text=True,
        check=False,
    ).stdout
    assert not state or state.startswith('Z')


def test_a_command_of_the_policys_own(job: Job) -> None:
    result = ended(job, own('echo', '{target}', '$HOME; {repo_file}'))
    assert result.verdict is Verdict.PASSED
    said = f'kilo/el7 $HOME; {job.repo_file}'
    assert (job.result / 'own.log').read_text() == f'$ echo {said}\n{said}\n', 'no shell sees it'


@pytest.mark.parametrize(
    ('words', 'signature', 'summary'),
    [
        pytest.param(
            ('sh', '-c', "echo 'x.c:1:2: error: no'; exit 1"),
            'compile-error',
            'x.c:1:2: error: no',
            id='its log says why',
        ),
        pytest.param(
            ('sh', '-c', 'exit 3'),
            'command-failed',
            'sh ended with code 3',
            id='its log says nothing',
        ),
        pytest.param(
            ('/no/such/program',),
            'missing-file',
            '/no/such/program: No such file or directory',
            id='it is not there',
        ),
    ],
)
def test_a_command_that_fails(
    job: Job, words: tuple[str, ...], signature: str, summary: str
) -> None:
    result = ended(job, own(*words))
    assert result.verdict is Verdict.FAILED and result.cause is not None
    assert (result.cause.signature, result.cause.summary) == (signature, summary)


def test_a_command_that_the_infrastructure_fails_is_tried_again(job: Job) -> None:
    result = ended(
        job, own('sh', '-c', "echo 'cp: error writing x: No space left on device'; exit 1")
    )
    assert result.verdict is Verdict.ERRORED and result.cause is not None
    assert (result.cause.signature, result.cause.blame) == ('disk-full', Blame.INFRASTRUCTURE)


def test_our_own_signals_are_as_before(job: Job) -> None:
    import signal

    before = signal.getsignal(signal.SIGALRM)
    ended(job, NamedStep('one', fine))
    assert signal.getsignal(signal.SIGALRM) is before
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)
    assert os.path.isdir(job.result)
