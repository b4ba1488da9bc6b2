from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from scene import TODAY, Scene

from rdopkg_ci.core.policy.policy import Disable
from rdopkg_ci.core.runs.verdict import Verdict
from rdopkg_ci.core.target import Target
from rdopkg_ci.errors import UsageError
from rdopkg_ci.flows import board, disables

EL7 = Target('kilo', 'el7')
ONE = Disable(EL7, 'no mirror', 'me', date(2015, 3, 1))


@pytest.fixture
def scene(tmp_path: Path) -> Scene:
    return Scene(tmp_path)


def policy(scene: Scene) -> tuple[Disable, ...]:
    return scene.services.policy(scene.services.repo.tip()).disabled


def test_there_and_back(scene: Scene) -> None:
    assert disables.disable(scene.services, ONE) == ONE
    assert policy(scene) == (ONE,)
    tip = scene.services.repo.tip()
    disables.disable(scene.services, ONE)
    assert scene.services.repo.tip() == tip, 'the same again changes nothing'
    assert disables.enable(scene.services, EL7)
    assert policy(scene) == ()
    assert not disables.enable(scene.services, EL7)


def test_the_target_is_spelled_as_the_policy_spells_it(scene: Scene) -> None:
    asked = Disable(Target('kilo', 'epel-7'), 'no mirror', 'me', TODAY)
    assert disables.disable(scene.services, asked).target == EL7


@pytest.mark.parametrize(
    ('target', 'signature', 'problem'),
    [
        pytest.param(Target('kilo', 'el8'), '', 'the policy does not know kilo/el8', id='target'),
        pytest.param(EL7, 'depsolve-unresolvd', 'did you mean', id='signature'),
    ],
)
def test_what_nobody_knows(scene: Scene, target: Target, signature: str, problem: str) -> None:
    asked = Disable(target, 'why', 'me', TODAY, signature=signature)
    with pytest.raises(UsageError, match=problem):
        disables.disable(scene.services, asked)
    assert policy(scene) == ()


def test_a_disabled_target_does_not_hold_the_others(scene: Scene) -> None:
    scene.propose(1)
    disables.disable(scene.services, ONE)
    scene.gate()
    assert len(scene.engine.started) == 2
    scene.end()
    scene.gate()
    assert scene.review.open_changes() == []


def test_a_disable_after_the_vote_changes_the_vote(scene: Scene) -> None:
    update_id = scene.propose(1)
    scene.gate()
    scene.end(Verdict.FAILED, only='.kilo_el7.')
    scene.end()
    scene.gate()
    [row] = board.rows(scene.look(), [update_id])
    assert row.verdict is Verdict.FAILED
    disables.disable(scene.services, ONE)
    scene.gate()
    assert scene.review.open_changes() == []
