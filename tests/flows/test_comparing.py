"""Weak causes, by comparison with the last green run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from threading import Barrier

import pytest
from memory import result
from scene import CAUSE, Scene

from rdopkg_ci.core.causes.cause import Confidence
from rdopkg_ci.core.judging.report import Report
from rdopkg_ci.core.runs.verdict import Verdict
from rdopkg_ci.doors.engine import Artifact, Run
from rdopkg_ci.flows.board import comparing
from rdopkg_ci.flows.board.looking import Looking

GREEN = b'checking\nfailed to load optional plugin\nfoo\n'
RED = GREEN + b'bar\nwidget is missing, failed\nleaving\n'
GUESS = CAUSE._replace(
    summary='failed to load optional plugin',
    signature='error-line',
    log='own.log',
    step='own',
    confidence=Confidence.GUESS,
)


@pytest.fixture
def scene(tmp_path: Path) -> Scene:
    """Update 1 is green on three targets; of update 2, which is red there, nobody has looked at the
    logs.
    """
    it = Scene(tmp_path)
    it.propose(1)
    it.gate()
    for kept in it.engine.kept:
        kept.files['own.log'] = kept.console = GREEN
    it.end()
    it.gate()
    it.propose(2)
    it.gate()
    return it


def end(scene: Scene, **fields: object) -> None:
    """Update 2 is red."""
    for kept in scene.engine.kept:
        if kept.request.update == '002x':
            kept.files['own.log'] = kept.console = RED
            cause = GUESS._replace(**fields)
            scene.engine.end(kept.request.key, result(kept.request, Verdict.FAILED, cause=cause))
    scene.forget_calls()


def looked(scene: Scene) -> list[Report]:
    [row] = Looking(scene.services, ['002x']).look().rows
    return [ruling.report for ruling in row.ruling.targets if ruling.report]


def test_what_the_green_run_says_too_is_no_cause(scene: Scene) -> None:
    end(scene)
    looking = Looking(scene.services, ['002x'])
    seen = looking.look()
    assert scene.calls.count('artifacts') == 1 + 3
    [row] = seen.rows
    for ruling in row.ruling.targets:
        assert ruling.reason == 'widget is missing, failed' and ruling.report
        cause, baseline = ruling.report.cause, ruling.report.baseline
        assert cause and (cause.step, cause.log) == ('own', 'own.log')
        assert baseline.startswith('memory:phase1.001x-')
        assert baseline.endswith(f'.{ruling.target.release}_{ruling.target.dist}.1')
    scene.forget_calls()
    assert looking.look_again(seen).rows == seen.rows
    assert scene.calls.count('artifacts') == 1, 'what was compared is not compared again'


def test_all_are_compared_in_one_round_trip(scene: Scene) -> None:
    """Whoever asks for one after another never gets an answer here."""
    end(scene)
    pairs, ask = Barrier(3, timeout=60), scene.engine.artifacts

    def artifacts(runs: Sequence[Run], name: str, limit: int) -> Mapping[str, Artifact]:
        if name == 'own.log':
            pairs.wait()
        return ask(runs, name, limit)

    scene.engine.artifacts = artifacts  # type: ignore[method-assign]
    assert all(report.baseline for report in looked(scene))


def test_what_is_no_guess_costs_nothing(scene: Scene) -> None:
    end(scene, confidence=Confidence.LIKELY)
    assert {report.baseline for report in looked(scene)} == {''}
    assert scene.calls.count('artifacts') == 1 and 'console' not in scene.calls


def test_without_a_log_of_the_step_consoles_are_compared(scene: Scene) -> None:
    end(scene, log='console')
    assert {report.cause and report.cause.summary for report in looked(scene)} == {
        'widget is missing, failed'
    }
    assert scene.calls.count('console') == 6


@pytest.mark.parametrize('what', ['no green log', 'too large', 'the engine is down'])
def test_where_nothing_can_be_compared_the_guess_stays(
    scene: Scene, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    end(scene, **({'log': 'console'} if what == 'the engine is down' else {}))
    if what == 'no green log':
        for kept in scene.engine.kept:
            if kept.request.update == '001x':
                del kept.files['own.log']
    elif what == 'too large':
        monkeypatch.setattr(comparing, 'LIMIT', 10)
    else:
        scene.engine.down.add('console')
    for report in looked(scene):
        assert report.cause and report.cause.summary == GUESS.summary
        assert report.baseline == ''


def test_without_a_green_run_nothing_is_asked_for(tmp_path: Path) -> None:
    scene = Scene(tmp_path)
    scene.propose(2)
    scene.gate()
    end(scene)
    assert {report.baseline for report in looked(scene)} == {''}
    assert scene.calls.count('artifacts') == 1


def test_no_more_are_compared_than_are_asked_for_at_once(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(comparing, 'MOST', 2)
    end(scene)
    assert sum(bool(report.baseline) for report in looked(scene)) == 2
