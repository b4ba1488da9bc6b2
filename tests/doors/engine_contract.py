"""What every engine promises, whichever it is: a bench a kind, and the same tests on each."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Protocol

import measuring
import pytest
from jenkinskit import JenkinsBench, order_end
from memory import MemoryEngine, result

from rdopkg_ci.core.phase import PHASE1, PHASE2, PHASES
from rdopkg_ci.core.runs import result_json
from rdopkg_ci.core.runs.request import Request
from rdopkg_ci.core.runs.verdict import Verdict
from rdopkg_ci.core.target import Target
from rdopkg_ci.doors.engine import WINDOW, Artifact, Conclusion, Engine, Run, State
from rdopkg_ci.doors.engine.local import LocalEngine

KILO = Target('kilo', 'el7')
COMMIT = 'c' * 40
# A worker that ends when it is told to, and leaves what it is told to leave.
WORKER = """
import os, shutil, sys, time
options = dict(word[2:].split('=', 1) for word in sys.argv[2:])
orders = os.path.join(sys.argv[1], options['key'])
print('hello from', options['key'], flush=True)
while not os.path.exists(orders + '.end'):
    time.sleep(0.01)
if os.path.getsize(orders + '.end'):
    os.makedirs(options['result'])
    shutil.copy(orders + '.end', options['result'] + '/result.json')
"""


def request(update: str = 'aaaa', attempt: int = 1, phase: str = PHASE1) -> Request:
    asked = Request(phase, KILO, COMMIT, COMMIT, attempt=attempt)
    return (
        Request(phase, KILO, COMMIT, COMMIT, update=update, attempt=attempt)
        if phase == PHASE1
        else asked
    )


class Bench(Protocol):
    engine: Engine

    def begin(self, request: Request) -> None:
        """The run that was asked for gets its turn, sooner or later."""

    def end(self, request: Request, verdict: Verdict | None) -> None:
        """The run ends with a result of that verdict; None: without any."""

    def fill(self, requests: Sequence[Request]) -> None:
        """That many runs, started one after the other and ended, as quickly as may be."""


class LocalBench:
    def __init__(self, place: Path) -> None:
        self.orders = place / 'orders'
        self.orders.mkdir()
        command = (sys.executable, '-c', WORKER.replace('sys.argv[1]', repr(str(self.orders)), 1))
        self.engine = LocalEngine(place / 'runs', 4, command)

    def begin(self, request: Request) -> None:
        """It has one already."""

    def end(self, request: Request, verdict: Verdict | None) -> None:
        order_end(self.orders, request, verdict)

    def fill(self, requests: Sequence[Request]) -> None:
        start_and_stop(self.engine, requests)


class MemoryBench:
    def __init__(self, place: Path) -> None:
        self.engine = MemoryEngine()

    def begin(self, request: Request) -> None:
        for kept in self.engine.kept:
            if kept.request.key == request.key:
                kept.state = State.RUNNING

    def end(self, request: Request, verdict: Verdict | None) -> None:
        for kept in self.engine.kept:
            if kept.request.key == request.key:
                kept.console = f'hello from {request.key}\n'.encode()
        left = result(request, verdict) if verdict is not None else None
        self.engine.end(request.key, left)

    def fill(self, requests: Sequence[Request]) -> None:
        start_and_stop(self.engine, requests)


def start_and_stop(engine: Engine, requests: Sequence[Request]) -> None:
    for one in requests:
        engine.start(one)
        engine.stop(next(run for run in engine.runs(one.phase) if run.key == one.key))


BENCHES = {'local': LocalBench, 'memory': MemoryBench}
SERVERS = ('hudson', 'standin')


@pytest.fixture(params=[*BENCHES, *SERVERS])
def bench(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Bench]:
    # Its workers are no code of ours.
    monkeypatch.delenv(measuring.VARIABLE, raising=False)
    it: Bench
    if request.param in SERVERS:
        url = request.getfixturevalue(request.param).url
        it = JenkinsBench(tmp_path, url, starts_slowly=request.param == 'hudson')
    else:
        it = BENCHES[request.param](tmp_path)
    yield it
    for phase in PHASES:
        for run in it.engine.runs(phase):
            if run.state is not State.FINISHED:
                it.engine.stop(run)


def look(bench: Bench, asked: Request) -> Run:
    return next(run for run in bench.engine.runs(asked.phase) if run.key == asked.key)


def finished(bench: Bench, asked: Request, verdict: Verdict | None = Verdict.PASSED) -> Run:
    """The run, started and ended."""
    bench.engine.start(asked)
    bench.end(asked, verdict)
    return until(bench, asked, State.FINISHED)


def until(bench: Bench, asked: Request, state: State) -> Run:
    """The run, once it is in that state."""
    for _ in range(30_000):
        run = look(bench, asked)
        if run.state is state:
            return run
        time.sleep(0.01)
    raise AssertionError(f'still {run}')


def test_a_run_carries_its_request(bench: Bench) -> None:
    asked = request()
    bench.engine.start(asked)
    run = look(bench, asked)
    assert run.request == asked
    assert run.state in (State.QUEUED, State.RUNNING) and run.conclusion is None
    assert run.url
    bench.begin(asked)
    run = until(bench, asked, State.RUNNING)
    assert run.url and run.results.startswith(run.url) and run.console_url.startswith(run.url)
    bench.end(asked, None)


@pytest.mark.parametrize(
    ('verdict', 'conclusion'),
    [
        pytest.param(Verdict.PASSED, Conclusion.SUCCESS, id='passed'),
        pytest.param(Verdict.FAILED, Conclusion.FAILURE, id='failed'),
        pytest.param(Verdict.ERRORED, Conclusion.FAILURE, id='errored'),
    ],
)
def test_how_a_run_ends(bench: Bench, verdict: Verdict, conclusion: Conclusion) -> None:
    run = finished(bench, request(), verdict)
    assert run.conclusion is conclusion and run.started is not None
    found = bench.engine.artifacts([run], 'result.json', 10_000)[run.key]
    assert found.data and not found.problem
    assert result_json.parse(found.data).verdict is verdict


def test_a_run_without_a_result_is_no_success(bench: Bench) -> None:
    run = finished(bench, request(), None)
    assert run.conclusion in (Conclusion.ABORTED, Conclusion.FAILURE)
    assert bench.engine.artifacts([run], 'result.json', 10_000)[run.key] == Artifact(None)


def test_asking_twice_is_one_run(bench: Bench) -> None:
    asked = request()
    assert bench.engine.start(asked)
    assert not bench.engine.start(asked), 'it was there'
    assert [run.key for run in bench.engine.runs(PHASE1)] == [asked.key]
    bench.end(asked, None)


def test_the_newest_comes_first_and_each_phase_has_its_own(bench: Bench) -> None:
    one, two, other = request('aaaa'), request('bbbb'), request(phase=PHASE2)
    for asked in (one, two, other):
        finished(bench, asked)
        time.sleep(0.01)
    assert [run.key for run in bench.engine.runs(PHASE1)] == [two.key, one.key]
    assert [run.key for run in bench.engine.runs(PHASE2)] == [other.key]


def test_files_of_many_runs_at_once(bench: Bench) -> None:
    runs = [finished(bench, request(update)) for update in ('aaaa', 'bbbb')]
    found = bench.engine.artifacts(runs, 'result.json', 10_000)
    assert set(found) == {run.key for run in runs}
    assert all(artifact.data for artifact in found.values())
    none = bench.engine.artifacts(runs, 'none.log', 10_000)
    assert all((one.data, one.problem) == (None, '') for one in none.values())


def test_a_file_too_large_is_a_problem(bench: Bench) -> None:
    run = finished(bench, request())
    found = bench.engine.artifacts([run], 'result.json', 5)[run.key]
    assert found.data is None and 'larger than 5 bytes' in found.problem


def test_the_console_from_an_offset(bench: Bench) -> None:
    run = finished(bench, request())
    text = b''.join(bench.engine.console(run))
    assert f'hello from {run.key}\n'.encode() in text
    assert b''.join(bench.engine.console(run, 6)) == text[6:]


def test_a_run_that_is_stopped_ends_without_a_result(bench: Bench) -> None:
    """While it runs: one that waits for its turn may vanish instead."""
    asked = request()
    bench.engine.start(asked)
    bench.begin(asked)
    bench.engine.stop(until(bench, asked, State.RUNNING))
    assert until(bench, asked, State.FINISHED).conclusion is Conclusion.ABORTED


def test_beyond_the_window_only_what_is_wanted(bench: Bench) -> None:
    """As Jenkins lists the newest hundred of a job."""
    if isinstance(bench, JenkinsBench) and bench.starts_slowly and not os.environ.get('SOAK'):
        pytest.skip('it starts a build a second: in `make soak`')
    asked = {one.key: one for one in (request(f'{n:04}') for n in range(WINDOW + 3))}
    bench.fill(list(asked.values()))
    newest = [run.key for run in bench.engine.runs(PHASE1)]
    older = asked.keys() - set(newest)
    assert (len(newest), len(older)) == (WINDOW, 3)
    one = asked[min(older)]
    found = bench.engine.runs(PHASE1, {one.subject, 'phase1.nobody-knows'})
    assert [run.key for run in found[WINDOW:]] == [one.key]
