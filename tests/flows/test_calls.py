"""How often servers are asked: the figures that make a board of hundreds of targets possible."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from memory import MemoryEngine
from scene import Scene

from rdopkg_ci.core.phase import PHASE1
from rdopkg_ci.core.runs.request import Request
from rdopkg_ci.core.runs.verdict import Verdict
from rdopkg_ci.core.target import Target
from rdopkg_ci.doors.engine import WINDOW, Artifact, Run
from rdopkg_ci.flows import board
from rdopkg_ci.flows.board.looking import Looking

MOST = 10


def other(number: int) -> Request:
    """A run that somebody asked for of what is long merged."""
    return Request(PHASE1, Target('kilo', 'el7'), f'{number:040}', 'c' * 40, update=f'{number:04}')


def judged(place: Path, changes: int, verdict: Verdict | None) -> Scene:
    """A scene in which every change has been tested, and voted on where there was a verdict."""
    scene = Scene(place)
    for number in range(changes):
        scene.propose(number)
    scene.gate()
    scene.end(verdict)
    while scene.gate().events:
        scene.end(verdict)
    scene.forget_calls()
    return scene


@pytest.mark.parametrize('changes', [10, 100])
def test_an_idle_gate_and_status_ask_little(tmp_path: Path, changes: int) -> None:
    scene = judged(tmp_path, changes, Verdict.FAILED)
    done = scene.gate()
    assert done.events == [] and not done.unfinished
    assert len(scene.calls) <= MOST
    assert scene.calls.count('artifacts') == 0, 'what was judged and said needs no proof again'
    scene.forget_calls()
    rows = board.rows(scene.look())
    assert len(rows) == changes and all(row.verdict is Verdict.FAILED for row in rows)
    assert len(scene.calls) <= MOST


def test_status_takes_three_round_trips(tmp_path: Path) -> None:
    """Whoever asks for the runs of the phases one after another never gets an answer here."""
    scene = judged(tmp_path, 2, Verdict.FAILED)
    phases, ask = Barrier(3, timeout=60), scene.engine.runs

    def runs(*arguments: Any) -> Sequence[Run]:
        phases.wait()
        return ask(*arguments)

    scene.engine.runs = runs  # type: ignore[method-assign]
    assert len(Looking(scene.services, ()).look().rows) == 2
    assert Counter(scene.calls) == {'open_changes': 1, 'runs': 3, 'artifacts': 1}


def test_nothing_is_read_that_no_verdict_needs(tmp_path: Path) -> None:
    """Of the runs that an engine lists, most are of what has long been merged."""
    scene = judged(tmp_path, 2, Verdict.FAILED)
    for number in range(50):
        scene.engine.start(other(number))
        scene.end(Verdict.FAILED)
    read: list[str] = []

    class Reading(MemoryEngine):
        def artifacts(self, runs: Sequence[Run], name: str, limit: int) -> Mapping[str, Artifact]:
            read.extend(run.key for run in runs)
            return scene.engine.artifacts(runs, name, limit)

        def runs(
            self, phase: str, wanted: Collection[str] = (), labels: Collection[str] = ()
        ) -> Sequence[Run]:
            return scene.engine.runs(phase, wanted)

    scene.services = scene.services._replace(engine=Reading())
    assert len(board.rows(scene.look())) == 2
    assert len(read) == 2 * 3


def test_lost_workers_are_asked_about_until_it_is_said(tmp_path: Path) -> None:
    """Their consoles are read one by one; once the review holds the cause, no more."""
    scene = judged(tmp_path, 10, None)
    done = scene.gate()
    assert done.events == [] and not done.unfinished
    assert len(scene.calls) <= MOST


def test_no_run_is_started_twice_though_the_engine_lists_only_the_newest(tmp_path: Path) -> None:
    changes = 40
    scene = Scene(tmp_path, memory=WINDOW)
    for number in range(changes):
        scene.propose(number)
    while scene.gate().events:
        scene.end(Verdict.FAILED)
    started = Counter(scene.engine.started)
    assert len(started) == changes * 3
    assert set(started.values()) == {1}
    scene.forget_calls()
    assert scene.gate().events == [] and len(scene.calls) <= MOST


def test_runs_beyond_the_window_are_found_by_what_they_test(tmp_path: Path) -> None:
    """Some of them finish only after the newest hundred have been listed without them."""
    scene = Scene(tmp_path)
    for number in range(40):
        scene.propose(number)
    while scene.gate().events:
        scene.end(Verdict.PASSED, only='.juno_epel-7.')
    for number in range(200):
        scene.engine.start(other(number))
    scene.end(Verdict.FAILED)
    while scene.gate().events:
        scene.end(Verdict.FAILED)
    started = Counter(key for key in scene.engine.started if 'x-' in key)
    assert len(started) == 120 and set(started.values()) == {1}
    assert all([vote.value for vote in one.votes] == [-1] for one in scene.review.open_changes())
