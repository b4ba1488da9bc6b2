from __future__ import annotations

import re
from pathlib import Path

import pytest
from scene import Scene

from rdopkg_ci.core.event import Action, Event
from rdopkg_ci.doors.git.edit import Edit
from rdopkg_ci.errors import UsageError
from rdopkg_ci.flows import board
from rdopkg_ci.flows.withdraw import withdraw


@pytest.fixture
def scene(tmp_path: Path) -> Scene:
    return Scene(tmp_path)


def place(scene: Scene, *paths: str) -> None:
    edit = Edit(dict.fromkeys(paths, b'x'), 'A test\n')
    scene.services.repo.edit(lambda tip: (edit, None))


def files(scene: Scene) -> list[str]:
    return sorted(set(scene.services.repo.files(scene.services.repo.tip())) - {'ci.yml'})


def test_an_open_change_is_abandoned_and_leaves_a_record(scene: Scene) -> None:
    update_id = scene.propose(1)
    assert withdraw(scene.services, update_id, 'Obsolete\x07') == [
        Event(update_id, Action.ABANDONED, '1')
    ]
    assert files(scene) == [f'failed/{update_id}.yml']
    assert scene.review.open_changes() == []
    [row] = board.rows(scene.look(), [update_id])
    assert re.fullmatch(r'withdrawn by \w+, \d{4}-\d\d-\d\d: Obsolete', row.note)


@pytest.mark.parametrize('directory', ['updates', 'ready', 'my-group'])
def test_a_file_is_moved_with_its_sums(scene: Scene, directory: str) -> None:
    place(scene, f'{directory}/a001.yml', f'{directory}/a001.yml.sums')
    events = withdraw(scene.services, 'a001', 'why')
    assert events == [Event('a001', Action.WITHDRAWN, f'{directory}/a001.yml')]
    assert files(scene) == ['failed/a001.yml']


@pytest.mark.parametrize('directory', ['updates', 'ready', 'my-group', 'pushed', 'failed'])
def test_the_number_of_a_change_is_that_change_alone_where_the_file_is(
    scene: Scene, directory: str
) -> None:
    update_id = scene.propose(1)
    place(scene, f'{directory}/{update_id}.yml')
    assert withdraw(scene.services, '1', 'why') == [Event(update_id, Action.ABANDONED, '1')]
    assert files(scene) == [f'{directory}/{update_id}.yml']
    assert scene.review.open_changes() == []


def test_the_number_of_a_change_is_its_update_where_that_is_all(scene: Scene) -> None:
    update_id = scene.propose(1)
    assert withdraw(scene.services, '1', 'why') == [Event(update_id, Action.ABANDONED, '1')]
    assert files(scene) == [f'failed/{update_id}.yml']


def test_again_is_nothing(scene: Scene) -> None:
    place(scene, 'updates/a001.yml')
    withdraw(scene.services, 'a001', 'why')
    assert withdraw(scene.services, 'a001', 'why') == []


def test_what_is_in_production_stays(scene: Scene) -> None:
    place(scene, 'pushed/a001.yml')
    with pytest.raises(UsageError, match='in production already'):
        withdraw(scene.services, 'a001', 'why')


def test_of_what_is_in_production_only_an_open_edit_goes(scene: Scene) -> None:
    update_id = scene.propose(1)
    place(scene, f'pushed/{update_id}.yml')
    with pytest.raises(UsageError, match='in production already') as error:
        withdraw(scene.services, update_id, 'why')
    assert '`rdopkg ci withdraw 1 --reason WHY` abandons its open edit.' in error.value.hint
    assert len(scene.review.open_changes()) == 1


def test_no_such_update(scene: Scene) -> None:
    with pytest.raises(UsageError, match="there is no update 'nope'"):
        withdraw(scene.services, 'nope', 'why')
