"""Running again what is red: which runs, under which key, by which policy."""

from __future__ import annotations

from pathlib import Path

import pytest
from scene import Scene

from rdopkg_ci.core.event import Action
from rdopkg_ci.core.phase import PHASE2
from rdopkg_ci.core.runs.verdict import Verdict
from rdopkg_ci.doors.git.edit import Edit
from rdopkg_ci.errors import UsageError
from rdopkg_ci.flows.phases import phase2
from rdopkg_ci.flows.retry import retry


@pytest.fixture
def scene(tmp_path: Path) -> Scene:
    return Scene(tmp_path)


def red(scene: Scene, *numbers: int) -> None:
    """Open changes that have been voted down on every target."""
    for number in numbers:
        scene.propose(number)
    scene.gate()
    scene.end(Verdict.FAILED)
    scene.gate()
    scene.engine.started.clear()


def again(scene: Scene, *what: str) -> list[str]:
    """The keys of what was started again, without what they test."""
    retry(scene.look(every_attempt=True), what)
    return [key.split('-', 1)[0] + key[key.index('.', 10) :] for key in scene.engine.started]


def test_everything_red_without_a_name(scene: Scene) -> None:
    red(scene, 1, 2)
    assert len(again(scene)) == 6


@pytest.mark.parametrize(
    ('what', 'started'),
    [
        pytest.param('001x', 3, id='an update'),
        pytest.param('2', 3, id='a change'),
        pytest.param('kilo/el7', 2, id='a target'),
        pytest.param('kilo/epel-7', 2, id='a target, spelled otherwise'),
        pytest.param('phase1', 6, id='a phase'),
        pytest.param('ready', 0, id='nothing of it'),
    ],
)
def test_what_is_named(scene: Scene, what: str, started: int) -> None:
    red(scene, 1, 2)
    assert len(again(scene, what)) == started


def test_a_name_of_nothing(scene: Scene) -> None:
    with pytest.raises(UsageError, match='nothing is known of'):
        again(scene, 'nope')


def test_the_next_attempt_by_the_policy_as_it_is_now(scene: Scene) -> None:
    red(scene, 1)
    policy = scene.services.repo.read(scene.services.repo.tip(), 'ci.yml') or b''
    edit = Edit({'ci.yml': policy + b'# better\n'}, 'Edit\n')
    scene.services.repo.edit(lambda tip: (edit, None))
    again(scene, 'kilo/el7')
    request = scene.engine.kept[-1].request
    assert (request.attempt, request.policy) == (2, scene.services.repo.tip())


def test_only_what_is_red(scene: Scene) -> None:
    scene.propose(1)
    scene.gate()
    scene.end(Verdict.FAILED, only='.kilo_el7.')
    scene.end()
    scene.gate()
    scene.engine.started.clear()
    [key] = again(scene)
    assert key.endswith('.kilo_el7.2')


def test_what_runs_or_will_be_tried_again_is_left_alone(scene: Scene) -> None:
    scene.propose(1)
    scene.gate()
    scene.end(Verdict.ERRORED, only='.kilo_el7.')
    scene.engine.started.clear()
    assert again(scene) == []


def test_again_and_again(scene: Scene) -> None:
    red(scene, 1)
    for attempt in (2, 3, 4):
        scene.engine.started.clear()
        again(scene, 'kilo/el7')
        [key] = scene.engine.started
        assert key.endswith(f'.{attempt}')
        scene.end(Verdict.FAILED)
        scene.gate()


def test_a_run_that_several_wait_for_is_started_once(scene: Scene) -> None:
    """Each of them has it on the board; the event names the first."""
    for update_id in ('aa01', 'bb02'):
        text = (
            f'notes: x\nbuilds:\n- {{id: {update_id}-1-1, source: dummy, repo: kilo, dist: el7}}\n'
        )
        edit = Edit({f'updates/{update_id}.yml': text.encode()}, 'A test\n')
        scene.services.repo.edit(lambda tip, edit=edit: (edit, None))  # type: ignore[misc]
    seen = scene.look()
    asked = phase2.plan(seen, (), ())
    assert asked is not None
    phase2.begin(scene.services, phase2.judged(seen, asked))
    scene.end(Verdict.FAILED)
    [event] = retry(scene.look(every_attempt=True), ['phase2'])
    assert (event.subject, event.action, event.phase) == ('aa01', Action.RESTARTED, PHASE2)
    assert event.target == 'kilo/el7'
