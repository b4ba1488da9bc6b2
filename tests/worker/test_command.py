"""The policy's own commands: words filled in, no shell, and nothing left running."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from workerkit import ended, limited

from rdopkg_ci.core.causes.cause import Blame
from rdopkg_ci.core.planning.plan import PlannedStep
from rdopkg_ci.core.policy.command import Command
from rdopkg_ci.core.runs.result import Result
from rdopkg_ci.core.runs.verdict import Verdict
from rdopkg_ci.doors.processes.bounds import Bounds
from rdopkg_ci.worker import command
from rdopkg_ci.worker.job import Job
from rdopkg_ci.worker.step import Step


def own(*words: str) -> Step:
    one = Command('own', words)
    return Step(PlannedStep('own', one), lambda job, log: command.run(one, job, log))


def has_text(note: Path) -> bool:
    return note.exists() and bool(note.read_text().strip())


def is_running(pid: str) -> bool:
    done = subprocess.run(
        ['ps', '-o', 'stat=', '-p', pid], capture_output=True, text=True, check=False
    )
    return bool(done.stdout) and not done.stdout.startswith('Z')


def timed_out(job: Job, step: Step, began: Callable[[], bool]) -> Result:
    """What it comes to when its time is up and it ``began`` before: how long that takes is nothing
    to bet on.
    """
    for seconds in (0.5, 4.0, 30.0, 240.0):
        job.work.mkdir(exist_ok=True)
        result = ended(limited(job, seconds), step)
        if began():
            return result
    raise AssertionError('it did not begin')


def test_the_time_limit_ends_a_command_and_its_children(job: Job, tmp_path: Path) -> None:
    note = tmp_path / 'pid'
    step = own('sh', '-c', f'sleep 600 & echo $! > {note}; wait')
    result = timed_out(job, step, lambda: has_text(note))
    assert result.cause is not None and result.cause.signature == 'timeout'
    assert not is_running(note.read_text().strip())


def test_what_a_command_leaves_running_is_ended(job: Job, tmp_path: Path) -> None:
    note = tmp_path / 'pid'
    result = ended(job, own('sh', '-c', f'sleep 600 & echo $! > {note}'))
    assert result.verdict is Verdict.PASSED
    assert not is_running(note.read_text().strip())


def test_words_are_filled_in_and_no_shell_sees_them(job: Job) -> None:
    result = ended(job, own('echo', '{target}', '$HOME; {repo_file}'))
    assert result.verdict is Verdict.PASSED
    said = f'kilo/el7 $HOME; {job.repo_file}'
    assert (job.result / 'own.log').read_text() == f'$ echo {said}\n{said}\n'


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
            ('sh', '-c', 'kill -TERM $$'),
            'command-failed',
            'sh was killed by signal 15',
            id='it was killed',
        ),
    ],
)
def test_a_command_that_fails(
    job: Job, words: tuple[str, ...], signature: str, summary: str
) -> None:
    result = ended(job, own(*words))
    assert result.verdict is Verdict.FAILED and result.cause is not None
    assert (result.cause.signature, result.cause.summary) == (signature, summary)


@pytest.mark.parametrize(
    ('program', 'reason'),
    [
        pytest.param('/no/such/program', 'No such file or directory', id='it is not there'),
        pytest.param('/etc/passwd', 'Permission denied', id='it cannot be run'),
    ],
)
def test_what_cannot_be_started_is_no_fault_of_the_update(
    job: Job, program: str, reason: str
) -> None:
    result = ended(job, own(program))
    assert result.verdict is Verdict.ERRORED and result.cause is not None
    assert (result.cause.signature, result.cause.blame) == ('step-not-started', Blame.CI)
    assert result.cause.summary == f'{program} cannot be started: {reason}'


def test_a_command_that_the_infrastructure_fails_is_tried_again(job: Job) -> None:
    words = ('sh', '-c', "echo 'cp: error writing x: No space left on device'; exit 1")
    result = ended(job, own(*words))
    assert result.verdict is Verdict.ERRORED and result.cause is not None
    assert (result.cause.signature, result.cause.blame) == ('disk-full', Blame.INFRASTRUCTURE)


def test_a_session_of_its_own_does_not_save_a_process(job: Job, tmp_path: Path) -> None:
    note = tmp_path / 'pid'
    sleep = f'echo $$ > {note}; exec sleep 600'
    result = ended(
        job, own('sh', '-c', f"setsid sh -c '{sleep}' & until test -s {note}; do :; done")
    )
    assert result.verdict is Verdict.PASSED
    assert not is_running(note.read_text().strip())


def test_nor_does_it_when_the_time_is_up(job: Job, tmp_path: Path) -> None:
    note = tmp_path / 'pid'
    sleep = f'echo $$ > {note}; exec sleep 600'
    step = own('sh', '-c', f"setsid sh -c '{sleep}' & sleep 600")
    result = timed_out(job, step, lambda: has_text(note))
    assert result.cause is not None and result.cause.signature == 'timeout'
    assert not is_running(note.read_text().strip())


def test_of_a_flood_head_and_tail_are_kept(job: Job) -> None:
    bounded = job._replace(bounds=Bounds(log=1))
    result = ended(bounded, own('sh', '-c', 'seq 1 2000000; exit 3'))
    text = (job.result / 'own.log').read_text()
    assert text.startswith('$ sh -c ') and '\n1\n2\n3\n' in text[:100]
    assert text.endswith('\n1999999\n2000000\nerror: sh ended with code 3\n')
    assert '\n[… ' in text and ' bytes of output are left out here …]\n' in text
    assert 700_000 < len(text) < 1_100_000
    assert result.cause is not None and result.cause.summary == 'sh ended with code 3'


def test_the_tail_is_kept_when_the_time_is_up(job: Job) -> None:
    log = job.result / 'own.log'
    bounded = job._replace(bounds=Bounds(log=1))
    step = own('sh', '-c', 'seq 1 300000; sleep 600')
    result = timed_out(bounded, step, lambda: '\n300000\n' in log.read_text())
    assert result.cause is not None and result.cause.signature == 'timeout'
    [number, error] = log.read_text().splitlines()[-2:]
    assert number == '300000'
    assert error.startswith('error: step own did not end before the time limit of ')


@pytest.mark.parametrize('size', [499_999, 500_000, 500_001, 750_000, 999_999])
def test_what_fits_is_kept_whole(job: Job, size: int) -> None:
    bounded = job._replace(bounds=Bounds(log=1))
    ended(bounded, own('sh', '-c', f"head -c {size} /dev/zero | tr '\\0' x"))
    assert (job.result / 'own.log').read_text().partition('\n')[2] == 'x' * size


def test_a_command_sees_a_listed_environment(job: Job, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv('RDOPKG_CI_GERRIT_PASSWORD', 'squeamish')
    monkeypatch.setenv('AWS_SECRET_ACCESS_KEY', 'ossifrage')
    monkeypatch.setenv('LC_TIME', 'C')
    monkeypatch.setenv('LAB', 'seven')
    ended(job._replace(environment=('LAB',)), own('env'))
    seen = dict(
        line.split('=', 1) for line in (job.result / 'own.log').read_text().splitlines()[1:]
    )
    usual = {'PATH', 'HOME', 'USER', 'LOGNAME', 'LANG', 'TZ', 'TERM', 'TMPDIR', 'LAB'}
    assert {name for name in seen if not name.startswith('LC_')} <= usual
    assert (seen['LC_TIME'], seen['LAB'], seen['TERM']) == ('C', 'seven', 'dumb')
    assert seen['TMPDIR'].startswith(str(job.work))
