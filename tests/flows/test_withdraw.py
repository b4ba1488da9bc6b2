from __future__ import annotations

import re
from pathlib import Path

import pytest
from scene import Scene

from rdopkg_ci.core.event import Action, Event
from rdopkg_ci.core.review.change import Proposal
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


def edited(scene: Scene) -> str:
    """The id of an update that was merged, with an open change that edits it."""
    update_id = scene.propose(1)
    scene.gate()
    scene.end()
    scene.gate()
    path = f'updates/{update_id}.yml'
    before = scene.git.read(scene.services.repo.tip(), path) or b''
    content = before.replace(b'Update 1', b'Better')
    scene.review.propose(Proposal('I2', path, content, f'Edit {update_id}\n', ''))
    return update_id


def stopped(scene: Scene) -> int:
    return sum(event.action is Action.STOPPED for event in scene.gate().events)


def test_runs_of_an_edit_are_stopped_once_it_is_known_to_be_closed(scene: Scene) -> None:
    edited(scene)
    scene.gate()
    assert stopped(scene) == 0
    [kept] = scene.review.changes.values()
    del scene.review.changes[kept.key]
    assert stopped(scene) == 0, 'nobody says that it is closed'
    scene.review.changes[kept.key] = kept
    withdraw(scene.services, '2', 'why')
    assert stopped(scene) == 3
    assert stopped(scene) == 0


def test_while_nobody_tells_whether_an_edit_is_closed_its_runs_go_on(scene: Scene) -> None:
    edited(scene)
    scene.gate()
    scene.review.down.add('open_changes')
    assert stopped(scene) == 0


def test_what_was_abandoned_in_review_alone_is_told_when_it_is_named(scene: Scene) -> None:
    update_id = scene.propose(1)
    [change] = scene.review.open_changes()
    scene.review.abandon(change, 'Withdrawn: too early\x07')
    assert update_id not in [row.update_id for row in board.rows(scene.look(), ['all'])]
    [row] = board.rows(scene.look(), [update_id])
    told = (row.title, row.verdict.word, row.is_red, row.note)
    assert told == ('Update 1', 'failed', False, 'withdrawn by Gate, 2015-03-01: too early')
