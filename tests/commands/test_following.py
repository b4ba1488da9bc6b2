"""What `rdopkg ci gate --events` does of itself between events."""

from __future__ import annotations

from pathlib import Path

import pytest
from scene import Scene

from rdopkg_ci.commands.following import Passes
from rdopkg_ci.commands.telling import Teller
from rdopkg_ci.flows.polling import LONGEST

IDLE = 600.0


@pytest.fixture
def scene(tmp_path: Path) -> Scene:
    return Scene(tmp_path)


@pytest.fixture
def passes(scene: Scene) -> Passes:
    return Passes(scene.services, IDLE, Teller(as_json=False))


def test_what_goes_wrong_is_told_once_while_it_lasts(
    scene: Scene, passes: Passes, capsys: pytest.CaptureFixture[str]
) -> None:
    scene.propose(1)
    passes.first()
    for _ in range(2):
        scene.engine.down.add('runs')
        passes.next()
        passes.next()
        assert capsys.readouterr().err.count('the engine does not answer') == 1
        scene.engine.down.clear()
        passes.next()
        assert capsys.readouterr().err == ''


def test_a_branch_that_cannot_be_read_is_told_and_waited_for(
    scene: Scene, passes: Passes, capsys: pytest.CaptureFixture[str]
) -> None:
    passes.first()
    scene.git.path.rename(scene.git.path.with_name('away'))
    assert passes.next() == passes.next() == IDLE
    assert capsys.readouterr().err.count('cannot be fetched') == 1


def test_runs_that_go_on_are_looked_at_ever_more_rarely(scene: Scene, passes: Passes) -> None:
    assert passes.first() == IDLE
    scene.propose(1)
    pauses = [passes.next() for _ in range(10)]
    assert pauses == sorted(pauses) and pauses[0] < 1 and pauses[-1] == LONGEST
    scene.end()
    assert passes.next() == IDLE
