"""stage over doors in memory: the newest generation that brought an update."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from memory import result
from scene import CAUSE, Scene

from rdopkg_ci.core.phase import STAGE
from rdopkg_ci.core.runs.request import Request
from rdopkg_ci.core.runs.verdict import Verdict
from rdopkg_ci.core.target import Target
from rdopkg_ci.doors.git.edit import Edit
from rdopkg_ci.flows import board, retry
from rdopkg_ci.flows.phases.stage import generations_in_use

EL7 = Target('kilo', 'el7')
UPDATE = b'notes: x\nbuilds:\n- {id: foo-1-1, source: dummy, repo: kilo, dist: el7}\n'


@pytest.fixture
def scene(tmp_path: Path) -> Scene:
    it = Scene(tmp_path)
    edit = Edit({'ready/a001.yml': UPDATE, 'ready/a001.yml.sums': b''}, 'A test\n')
    it.services.repo.edit(lambda tip: (edit, None))
    return it


def stage(
    scene: Scene, generation: str, verdict: Verdict | None = None, at_fault: tuple[str, ...] = ()
) -> Request:
    tip = scene.services.repo.tip()
    asked = Request(STAGE, EL7, tip, tip, updates=('a001', 'b002'), generation=generation)
    scene.engine.start(asked)
    if verdict is not None:
        cause = CAUSE._replace(at_fault=at_fault) if verdict.red else None
        scene.engine.end(asked.key, result(asked, verdict, cause=cause))
    return asked


def row(scene: Scene) -> board.Row:
    [found] = board.rows(scene.look())
    return found


def test_not_staged_yet(scene: Scene) -> None:
    assert row(scene).note == 'phase2 passed'


@pytest.mark.parametrize(
    ('verdicts', 'expected', 'note'),
    [
        pytest.param([None], Verdict.QUEUED, '', id='running'),
        pytest.param(
            [Verdict.PASSED],
            Verdict.PASSED,
            'stage passed',
            id='green',
        ),
        pytest.param([Verdict.PASSED, Verdict.FAILED], Verdict.FAILED, '', id='the newest counts'),
    ],
)
def test_staged(scene: Scene, verdicts: list[Verdict | None], expected: Verdict, note: str) -> None:
    for number, verdict in enumerate(verdicts):
        stage(scene, f'generation{number}', verdict)
    found = row(scene)
    assert (found.phase, found.verdict, found.note) == (STAGE, expected, note)


def test_what_stage_holds_for_the_fault_of_others_can_go_on_alone(scene: Scene) -> None:
    stage(scene, 'one', Verdict.FAILED, at_fault=('b002',))
    found = row(scene)
    assert (found.verdict, found.is_red) == (Verdict.WAITING, False)
    assert found.next.what == '`rdopkg ci promote a001`'
    assert [one.reason for one in found.ruling.targets] == ['for stage: b002 is at fault']


@pytest.mark.parametrize(
    ('at_fault', 'note', 'who'),
    [
        pytest.param(
            ('a001', 'b002'),
            'stage found that it does not go with b002, in production since',
            'author',
            id='together',
        ),
        pytest.param(
            ('b002',), 'what stage tested has changed since', 'release engineer', id='not'
        ),
        pytest.param(
            ('a001', 'b002', 'c003'),
            'what stage tested has changed since',
            'release engineer',
            id='with others too',
        ),
    ],
)
def test_what_production_has_got_and_it_does_not_go_with_is_named(
    scene: Scene, at_fault: tuple[str, ...], note: str, who: str
) -> None:
    stage(scene, 'one', Verdict.FAILED, at_fault=at_fault)
    other = UPDATE.replace(b'foo', b'bar').replace(b'dummy', b'local')
    edit = Edit({'pushed/b002.yml': other}, 'Promote\n')
    scene.services.repo.edit(lambda tip: (edit, None))
    found = row(scene)
    assert (found.verdict, found.note, found.next.who.value) == (Verdict.WAITING, note, who)


def test_without_the_engine_nobody_can_tell(scene: Scene) -> None:
    stage(scene, 'one', Verdict.PASSED)
    scene.engine.down.add('runs')
    assert (row(scene).phase, row(scene).verdict) == (STAGE, Verdict.UNKNOWN)


def test_a_red_stage_is_run_again_with_the_policy_as_it_is_now(scene: Scene) -> None:
    asked = stage(scene, 'one', Verdict.FAILED)
    policy = scene.services.repo.read(scene.services.repo.tip(), 'ci.yml') or b''
    edit = Edit({'ci.yml': policy + b'# better\n'}, 'Edit\n')
    scene.services.repo.edit(lambda tip: (edit, None))
    seen = scene.look(every_attempt=True)
    [turn] = retry.turns(seen, retry.retry(seen, ['stage']))
    assert turn.what == 'then `rdopkg ci promote a001 b002`'
    again = scene.engine.kept[-1].request
    assert again == replace(asked, attempt=2, policy=scene.services.repo.tip())


def test_generations_that_runs_are_testing(scene: Scene) -> None:
    stage(scene, 'one', Verdict.PASSED)
    stage(scene, 'two')
    runs = scene.engine.runs(STAGE)
    assert generations_in_use(runs, EL7) == {'two'}
    assert generations_in_use(runs, Target('kilo', 'f22')) == set()


def test_better_builds_are_not_held_to_what_stage_found_of_those_before(scene: Scene) -> None:
    stage(scene, 'one', Verdict.FAILED, at_fault=('a001', 'b002'))
    other = UPDATE.replace(b'foo', b'bar').replace(b'dummy', b'local')
    better = UPDATE.replace(b'foo-1', b'foo-2')
    assert better != UPDATE
    edit = Edit({'pushed/b002.yml': other, 'ready/a001.yml': better}, 'Promote\n')
    scene.services.repo.edit(lambda tip: (edit, None))
    assert row(scene).note == 'what stage tested has changed since'
