"""What only the local engine has to see to: processes, directories, and their ends."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import TypeVar

import pytest

from rdopkg_ci.core.phase import PHASE1
from rdopkg_ci.core.runs.request import Request
from rdopkg_ci.core.target import Target
from rdopkg_ci.doors.engine import Conclusion, Run, State, slots
from rdopkg_ci.doors.engine.local import LocalEngine
from rdopkg_ci.doors.engine.pruning import Keep, prune, sweep
from rdopkg_ci.doors.engine.rundir import RunDir, StoredRequest, every
from rdopkg_ci.doors.lock import held
from rdopkg_ci.errors import CiError

T = TypeVar('T')
NOW = datetime(2015, 3, 1, tzinfo=timezone.utc)
WORKER = """
import os, sys, time
options = dict(word[2:].split('=', 1) for word in sys.argv[2:])
while not os.path.exists(PLACE + options['update'] + '.end'):
    time.sleep(0.01)
"""


def request(update: str) -> Request:
    return Request(PHASE1, Target('kilo', 'el7'), 'c' * 40, 'c' * 40, update=update)


def until(look: Callable[[], T], good: Callable[[T], bool]) -> T:
    for _ in range(30_000):
        found = look()
        if good(found):
            return found
        time.sleep(0.01)
    raise AssertionError(f'still {found}')


class Bench:
    """An engine and its runs; each run ends when it is told to."""

    def __init__(self, place: Path, workers: int) -> None:
        self.place = place
        code = WORKER.replace('PLACE', repr(f'{place}/'))
        self.engine = LocalEngine(place / 'runs', workers, (sys.executable, '-c', code))

    def start(self, update: str) -> None:
        self.engine.start(request(update))

    def end(self, update: str) -> None:
        (self.place / f'{update}.end').touch()

    def look(self, update: str) -> Run:
        return next(run for run in self.engine.runs(PHASE1) if run.request.update == update)

    def wait(self, update: str, state: State) -> Run:
        return until(lambda: self.look(update), lambda run: run.state is state)

    def pid(self, update: str) -> int:
        place = RunDir.of(self.engine.root, PHASE1, request(update).key)
        started = until(place.started, lambda found: found is not None)
        assert started
        return started.pid


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Callable[[int], Bench]]:
    yield lambda workers: Bench(tmp_path, workers)
    # Workers of a test that failed must not outlive it.
    for update in ('aaaa', 'bbbb', 'cccc'):
        (tmp_path / f'{update}.end').touch()


def test_no_more_at_once_than_there_are_workers(bench: Callable[[int], Bench]) -> None:
    it = bench(2)
    for update in ('aaaa', 'bbbb', 'cccc'):
        it.start(update)
        time.sleep(0.01)
    it.wait('bbbb', State.RUNNING)
    assert [(run.request.update, run.state) for run in it.engine.runs(PHASE1)] == [
        ('cccc', State.QUEUED),
        ('bbbb', State.RUNNING),
        ('aaaa', State.RUNNING),
    ]
    it.end('aaaa')
    it.wait('cccc', State.RUNNING)
    it.end('bbbb')
    it.end('cccc')
    it.wait('cccc', State.FINISHED)


def test_a_killed_worker_is_over_and_never_runs_for_ever(bench: Callable[[int], Bench]) -> None:
    it = bench(1)
    it.start('aaaa')
    it.wait('aaaa', State.RUNNING)
    os.kill(it.pid('aaaa'), signal.SIGKILL)
    assert it.wait('aaaa', State.FINISHED).conclusion is Conclusion.ABORTED
    it.start('bbbb')
    it.wait('bbbb', State.RUNNING)
    it.end('bbbb')


def test_a_run_stopped_before_it_started_never_does(bench: Callable[[int], Bench]) -> None:
    it = bench(1)
    it.start('aaaa')
    it.start('bbbb')
    it.engine.stop(it.look('bbbb'))
    it.end('aaaa')
    it.wait('aaaa', State.FINISHED)
    run = it.look('bbbb')
    assert (run.state, run.conclusion, run.started) == (State.FINISHED, Conclusion.ABORTED, None)


def test_a_run_that_was_asked_for_by_the_killed_is_started_by_the_next_look(
    bench: Callable[[int], Bench],
) -> None:
    it = bench(1)
    idle = it.engine._replace(workers=0)
    idle.start(request('aaaa'))
    assert idle.runs(PHASE1)[0].state is State.QUEUED
    it.end('aaaa')
    it.wait('aaaa', State.FINISHED)


@pytest.mark.parametrize('content', ['', '{', '[]', '{"phase": "phase1"}', '{"at": 1}', 'null'])
def test_a_directory_without_a_request_of_ours_is_no_run(tmp_path: Path, content: str) -> None:
    place = tmp_path / 'runs' / PHASE1 / 'phase1.odd'
    place.mkdir(parents=True)
    (place / 'request.json').write_text(content)
    assert LocalEngine(tmp_path / 'runs', 1, ('true',)).runs(PHASE1) == []


def test_a_request_under_a_foreign_key_is_no_run(tmp_path: Path) -> None:
    """Its parameters say something else than the name that it lies under."""
    engine = LocalEngine(tmp_path / 'runs', 0, ('true',))
    engine.start(request('aaaa'))
    [place] = (tmp_path / 'runs' / PHASE1).iterdir()
    text = (place / 'request.json').read_text()
    (place / 'request.json').write_text(text.replace('"aaaa"', '"bbbb"'))
    assert engine.runs(PHASE1) == []


@pytest.mark.parametrize('name', ['../request.json', 'a/../../request.json', '..', '/etc/passwd'])
def test_artifacts_are_names_and_no_paths(bench: Callable[[int], Bench], name: str) -> None:
    it = bench(1)
    it.start('aaaa')
    it.end('aaaa')
    run = it.wait('aaaa', State.FINISHED)
    assert it.engine.artifacts([run], name, 1000)[run.key].data is None


def old_runs(place: Path, days: list[int]) -> list[RunDir]:
    """Finished runs that were asked for so many days ago, the newest first."""
    for number, age in enumerate(days):
        asked = request(f'{number:04}')
        run = RunDir.of(place, PHASE1, asked.key)
        run.path.mkdir(parents=True)
        at = (NOW - timedelta(days=age)).timestamp()
        run.write_request(StoredRequest(asked, at))
        os.utime(run.request, (at, at))
        run.stopped.touch()
    return every(place / PHASE1)


@pytest.mark.parametrize(
    ('keep', 'wanted', 'left'),
    [
        pytest.param(Keep(1, 10), (), ['0000', '0001'], id='old and too many'),
        pytest.param(Keep(9, 10), (), ['0000', '0001', '0002', '0003'], id='old but not many'),
        pytest.param(Keep(0, 99), (), ['0000', '0001', '0002', '0003'], id='many but not old'),
        pytest.param(Keep(0, 10), ('0003',), ['0000', '0001', '0003'], id='wanted'),
    ],
)
def test_old_runs_go(tmp_path: Path, keep: Keep, wanted: tuple[str, ...], left: list[str]) -> None:
    runs = old_runs(tmp_path, [1, 9, 20, 30])
    subjects = {request(update).subject for update in wanted}
    stay = prune(runs, subjects, keep, NOW)
    assert [run.path.name.split('.')[1][:4] for run in stay] == left
    assert stay == every(tmp_path / PHASE1)


def test_a_run_that_is_not_over_never_goes(tmp_path: Path) -> None:
    [run] = old_runs(tmp_path, [99])
    run.stopped.unlink()
    assert prune([run], (), Keep(0, 1), NOW) == [run]
    run.stopped.touch()
    lock = run.take()
    assert prune([run], (), Keep(0, 1), NOW) == [run]
    os.close(lock)
    assert prune([run], (), Keep(0, 1), NOW) == []


def test_what_a_killed_prune_left_is_swept(tmp_path: Path) -> None:
    (tmp_path / PHASE1 / '.doomed-abc' / 'phase1.x').mkdir(parents=True)
    sweep(tmp_path / PHASE1)
    assert list((tmp_path / PHASE1).iterdir()) == []


@pytest.mark.parametrize('content', ['', '{"phase": "pha', '\0' * 100])
def test_a_run_whose_request_was_lost_with_the_power_is_a_lost_run(
    tmp_path: Path, content: str
) -> None:
    engine = LocalEngine(tmp_path / 'runs', 0, ('true',))
    engine.start(request('aaaa'))
    [place] = (tmp_path / 'runs' / PHASE1).iterdir()
    (place / 'request.json').write_text(content)
    assert engine.runs(PHASE1) == []
    engine.start(request('aaaa'))
    [run] = engine.runs(PHASE1)
    assert (run.request, run.state, run.conclusion) == (
        request('aaaa'),
        State.FINISHED,
        Conclusion.ABORTED,
    )


def test_a_request_is_on_the_disk_before_its_directory_has_a_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The order in which the kernel is asked."""
    asked: list[str] = []
    fsync, rename = os.fsync, Path.rename

    def noting_fsync(handle: int) -> None:
        asked.append('sync')
        fsync(handle)

    def noting_rename(path: Path, target: Path) -> Path:
        asked.append('rename')
        return rename(path, target)

    monkeypatch.setattr(os, 'fsync', noting_fsync)
    monkeypatch.setattr(Path, 'rename', noting_rename)
    LocalEngine(tmp_path / 'runs', 0, ('true',)).start(request('aaaa'))
    assert asked == ['sync', 'rename', 'sync']


def test_a_worker_sees_no_passwords_and_not_where_we_stand(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv('RDOPKG_CI_GERRIT_PASSWORD', 'squeamish')
    monkeypatch.setenv('RDOPKG_CI_HOME', '/x')
    code = 'import os; print(*sorted(os.environ), "\\n" + os.getcwd())'
    engine = LocalEngine(tmp_path / 'runs', 1, (sys.executable, '-c', code))
    engine.start(request('aaaa'))
    until(lambda: engine.runs(PHASE1)[0].state, lambda state: state is State.FINISHED)
    [run] = engine.runs(PHASE1)
    names, place = b''.join(engine.console(run)).decode().split('\n')[:2]
    assert 'RDOPKG_CI_HOME' in names.split() and 'RDOPKG_CI_GERRIT_PASSWORD' not in names.split()
    assert Path(place).parent == tmp_path / 'runs' / PHASE1


def test_who_holds_the_slots_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slots, 'PATIENCE', 0.2)
    engine = LocalEngine(tmp_path / 'runs', 1, ('true',))
    (tmp_path / 'runs').mkdir()
    told = rf'slots\.lock has been held .*: {os.getpid()}, '
    with held(tmp_path / 'runs' / 'slots.lock'), pytest.raises(CiError, match=told):
        engine.start(request('aaaa'))


@pytest.mark.parametrize(
    'text',
    [
        '',
        '{}',
        '[' * 100_000,
        '{"pid": 0, "at": 1}',
        '{"pid": 1, "at": 1}',
        '{"pid": -1, "at": 1}',
        '{"pid": "x", "at": 1}',
        '{"pid": 1e999, "at": 1}',
        '{"pid": 99, "at": NaN}',
        '{"pid": 99, "at": 1e300}',
        '{"pid": 99, "at": null}',
    ],
)
def test_a_broken_note_of_a_worker_is_none(tmp_path: Path, text: str) -> None:
    engine = LocalEngine(tmp_path / 'runs', 0, ('true',))
    engine.start(request('aaaa'))
    [place] = (tmp_path / 'runs' / PHASE1).iterdir()
    (place / 'started.json').write_text(text)
    (place / 'result').mkdir()
    (place / 'result' / 'result.json').write_text(text)
    [run] = engine.runs(PHASE1)
    assert (run.started, run.conclusion) == (None, Conclusion.ABORTED)
    engine.stop(run)


@pytest.mark.parametrize('at', ['NaN', '1e300', '"x"', 'null', '[]'])
def test_a_request_of_no_time_is_lost(tmp_path: Path, at: str) -> None:
    engine = LocalEngine(tmp_path / 'runs', 0, ('true',))
    engine.start(request('aaaa'))
    [place] = (tmp_path / 'runs' / PHASE1).iterdir()
    text = (place / 'request.json').read_text()
    head = text.partition('"at"')[0]
    (place / 'request.json').write_text(f'{head}"at": {at}}}')
    assert engine.runs(PHASE1) == []


@pytest.mark.parametrize('years', [-40, 80])
def test_a_clock_that_jumps_loses_no_run(tmp_path: Path, years: int) -> None:
    engine = LocalEngine(tmp_path / 'runs', 0, ('true',), Keep(1, 1))
    engine.start(request('aaaa'))
    [place] = (tmp_path / 'runs' / PHASE1).iterdir()
    at = time.time() + years * 365 * 86400
    os.utime(place / 'request.json', (at, at))
    RunDir(place).write_request(StoredRequest(request('aaaa'), at))
    engine.start(request('bbbb'))
    assert {run.request.update for run in engine.runs(PHASE1)} == {'aaaa', 'bbbb'}


@pytest.mark.parametrize(
    'content', ['{"verdict": "passed"}', '{"schema": 99, "verdict": "passed"}']
)
def test_a_result_that_is_none_of_ours_proves_nothing(
    bench: Callable[[int], Bench], content: str
) -> None:
    it = bench(1)
    it.start('aaaa')
    it.end('aaaa')
    it.wait('aaaa', State.FINISHED)
    place = RunDir.of(it.engine.root, PHASE1, request('aaaa').key)
    place.result.mkdir(exist_ok=True)
    place.result_json.write_text(content)
    assert it.look('aaaa').conclusion is Conclusion.ABORTED


def test_a_file_that_cannot_be_read_is_a_problem_of_its_run(tmp_path: Path) -> None:
    it = Bench(tmp_path, 1)
    it.start('aaaa')
    it.end('aaaa')
    run = it.wait('aaaa', State.FINISHED)
    place = RunDir.of(it.engine.root, PHASE1, run.key)
    place.result.mkdir(exist_ok=True)
    # A link to itself: as unreadable for root as for anybody.
    (place.result / 'result.json').symlink_to('result.json')
    found = it.engine.artifacts([run], 'result.json', 1000)[run.key]
    assert found.data is None
