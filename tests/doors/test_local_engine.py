from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path
from typing import Callable

import pytest

from rdopkg_ci.doors.engine import Outcome, Run, State
from rdopkg_ci.doors.engine.local import LocalEngine
from rdopkg_ci.doors.engine.rundir import RunDir
from rdopkg_ci.errors import CiError

# A worker that does as its parameter says, and leaves a result as ours does.
WORKER = """
import os, sys, time
options = dict(word[2:].split('=', 1) for word in sys.argv[2:])
print('hello from', options['key'], flush=True)
while not os.path.exists(options['until']):
    time.sleep(0.01)
if options['verdict']:
    os.makedirs(options['result'])
    with open(options['result'] + '/result.json', 'w') as stream:
        stream.write('{"verdict": "%s"}' % options['verdict'])
"""


class Bench:
    """An engine and its runs; each run ends when it is told to."""

    def __init__(self, place: Path, workers: int) -> None:
        self.place = place
        self.engine = LocalEngine(place / 'runs', workers, (sys.executable, '-c', WORKER))

    def start(self, key: str, verdict: str = 'passed') -> None:
        self.engine.start(
            'phase1', key, {'key': key, 'verdict': verdict, 'until': str(self.place / f'{key}.end')}
        )

    def end(self, key: str) -> None:
        (self.place / f'{key}.end').touch()

    def look(self, key: str) -> Run:
        return next(run for run in self.engine.runs('phase1') if run.key == key)

    def wait(self, key: str, state: State) -> Run:
        return until(lambda: self.look(key), lambda run: run.state is state)

    def pid(self, key: str) -> int:
        started = until(
            RunDir.of(self.engine.root, 'phase1', key).started, lambda found: found is not None
        )
        assert started
        return started.pid


def until(look, good):  # type: ignore[no-untyped-def]
    for _ in range(1000):
        found = look()
        if good(found):
            return found
        time.sleep(0.01)
    raise AssertionError(f'still {found}')


@pytest.fixture
def bench(tmp_path: Path) -> Callable[[int], Bench]:
    return lambda workers: Bench(tmp_path, workers)


def test_a_run_from_start_to_end(bench: Callable[[int], Bench]) -> None:
    it = bench(2)
    it.start('a')
    running = it.wait('a', State.RUNNING)
    assert (running.phase, running.parameters['key'], running.outcome) == ('phase1', 'a', None)
    it.end('a')
    run = it.wait('a', State.FINISHED)
    assert run.outcome is Outcome.SUCCESS
    assert run.started is not None and run.expected is not None and run.expected < 60
    assert it.engine.artifact(run, 'result.json', 1000) == b'{"verdict": "passed"}'
    assert it.engine.artifact(run, 'none', 1000) is None
    assert it.engine.artifact(run, '../request.json', 1000) is None
    assert b''.join(it.engine.console(run)) == b'hello from a\n'
    assert b''.join(it.engine.console(run, 11)) == b'a\n'


def test_an_artifact_too_large_is_refused(bench: Callable[[int], Bench]) -> None:
    it = bench(1)
    it.start('a')
    it.end('a')
    with pytest.raises(CiError, match='larger than 5 bytes'):
        it.engine.artifact(it.wait('a', State.FINISHED), 'result.json', 5)


def test_the_same_key_is_one_run(bench: Callable[[int], Bench]) -> None:
    it = bench(2)
    it.start('a')
    it.start('a', 'failed')
    it.end('a')
    assert it.wait('a', State.FINISHED).outcome is Outcome.SUCCESS
    assert len(it.engine.runs('phase1')) == 1


def test_no_more_at_once_than_there_are_workers(bench: Callable[[int], Bench]) -> None:
    it = bench(2)
    for key in ('a', 'b', 'c'):
        it.start(key, 'failed')
        time.sleep(0.01)
    it.wait('b', State.RUNNING)
    assert [(run.key, run.state) for run in it.engine.runs('phase1')] == [
        ('c', State.QUEUED),
        ('b', State.RUNNING),
        ('a', State.RUNNING),
    ]
    it.end('a')
    assert it.wait('a', State.FINISHED).outcome is Outcome.FAILURE
    it.wait('c', State.RUNNING)
    it.end('b')
    it.end('c')
    it.wait('c', State.FINISHED)


def test_a_killed_worker_is_over_and_never_runs_for_ever(bench: Callable[[int], Bench]) -> None:
    it = bench(1)
    it.start('a')
    it.wait('a', State.RUNNING)
    os.kill(it.pid('a'), signal.SIGKILL)
    run = it.wait('a', State.FINISHED)
    assert run.outcome is Outcome.ABORTED
    it.start('b')
    it.wait('b', State.RUNNING)
    it.end('b')


def test_a_stopped_run_ends(bench: Callable[[int], Bench]) -> None:
    it = bench(1)
    it.start('a')
    it.start('queued')
    it.pid('a')
    it.engine.stop(it.look('a'))
    assert it.wait('a', State.FINISHED).outcome is Outcome.ABORTED
    it.end('queued')
    it.wait('queued', State.FINISHED)


def test_a_run_stopped_before_it_started_never_does(bench: Callable[[int], Bench]) -> None:
    it = bench(1)
    it.start('a')
    it.start('b')
    it.engine.stop(it.look('b'))
    it.end('a')
    it.wait('a', State.FINISHED)
    run = it.look('b')
    assert (run.state, run.outcome, run.started) == (State.FINISHED, Outcome.ABORTED, None)


def test_a_run_that_was_asked_for_by_the_killed_is_started_by_the_next_look(
    bench: Callable[[int], Bench],
) -> None:
    it = bench(1)
    idle = it.engine._replace(workers=0)
    idle.start('phase1', 'a', {'key': 'a', 'verdict': 'passed', 'until': str(it.place / 'a.end')})
    assert idle.runs('phase1')[0].state is State.QUEUED
    it.end('a')
    assert it.wait('a', State.FINISHED).outcome is Outcome.SUCCESS


@pytest.mark.parametrize('key', ['../x', '', '-x', 'a/b', 'a\n'])
def test_keys_are_names_and_no_paths(bench: Callable[[int], Bench], key: str) -> None:
    with pytest.raises(CiError, match='not the name of a run'):
        bench(1).start(key)
