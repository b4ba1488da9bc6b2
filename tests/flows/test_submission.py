"""Submitting over doors in memory: which id, which change, and what there is left to do."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from scene import Scene

from rdopkg_ci.core.review.submission import Submission
from rdopkg_ci.core.update.place import Place
from rdopkg_ci.doors.git.edit import Edit
from rdopkg_ci.errors import InvalidInput, UsageError
from rdopkg_ci.flows.submission.submit import prepare

BUILD = '- {{id: {name}-1-1, source: {source}, repo: kilo, dist: {dist}}}\n'


@pytest.fixture
def scene(tmp_path: Path) -> Scene:
    return Scene(tmp_path)


def write(
    place: Path, *names: str, notes: str = 'x', dist: str = 'el7', source: str = 'dummy'
) -> Path:
    builds = ''.join(BUILD.format(name=name, dist=dist, source=source) for name in names)
    place.write_text(f'notes: {notes}\nbuilds:\n{builds}')
    return place


def submit(scene: Scene, path: Path, update_id: str = '') -> Submission:
    found = prepare(scene.services, path, True, update_id)
    if found.place is None:
        scene.services.review.propose(found.proposal)
    return found


def merge(scene: Scene, *ids: str, directory: str = 'updates') -> None:
    """What was proposed lies in a directory of the branch now, its change closed."""
    paths: dict[str, bytes | None] = {}
    for change in scene.review.open_changes():
        place = Place.parse(change.paths[0])
        assert place
        if place.id in ids:
            content = scene.git.read(change.revision, change.paths[0])
            paths[str(Place(directory, place.id))] = content
            scene.review.abandon(change, '')
    scene.services.repo.edit(lambda tip: (Edit(paths, 'Merge\n'), None))


def test_the_same_builds_are_the_same_update(scene: Scene, tmp_path: Path) -> None:
    one = submit(scene, write(tmp_path / 'a.yml', 'foo', 'bar'))
    again = submit(scene, write(tmp_path / 'b.yml', 'bar', 'foo', notes='better'))
    assert (one.update_id, one.change) == (again.update_id, None)
    assert again.change and again.change.key == one.proposal.key and not again.current
    assert submit(scene, tmp_path / 'b.yml').current
    assert [change.number for change in scene.review.open_changes()] == [1]


def test_other_builds_are_another_update_unless_the_id_is_said(
    scene: Scene, tmp_path: Path
) -> None:
    one = submit(scene, write(tmp_path / 'a.yml', 'foo'))
    other = submit(scene, write(tmp_path / 'b.yml', 'bar'))
    assert other.update_id != one.update_id
    fixed = submit(scene, write(tmp_path / 'c.yml', 'baz'), one.update_id)
    assert fixed.change and fixed.change.number == 1


@pytest.mark.parametrize('directory', ['', 'updates', 'ready'])
def test_just_the_builds_of_one_on_its_way_are_that_update(
    scene: Scene, tmp_path: Path, directory: str
) -> None:
    one = submit(scene, write(tmp_path / 'a.yml', 'foo'))
    fixed = write(tmp_path / 'b.yml', 'baz', 'bar')
    submit(scene, fixed, one.update_id)
    if directory:
        merge(scene, one.update_id, directory=directory)
    again = submit(scene, fixed)
    assert again.update_id == one.update_id and again.warnings == []
    assert again.place if directory else again.current


def test_of_several_with_just_these_builds_the_one_meant_is_asked_for(
    scene: Scene, tmp_path: Path
) -> None:
    ids = [submit(scene, write(tmp_path / 'a.yml', name)).update_id for name in ('foo', 'bar')]
    fixed = write(tmp_path / 'b.yml', 'baz')
    for update_id in ids:
        submit(scene, fixed, update_id)
    with pytest.raises(UsageError, match=f'are in 2 updates, {", ".join(sorted(ids))}; which'):
        submit(scene, fixed)


def test_an_edit_that_leaves_nothing_to_change_is_no_patch_set(
    scene: Scene, tmp_path: Path
) -> None:
    first = write(tmp_path / 'a.yml', 'foo')
    one = submit(scene, first)
    merge(scene, one.update_id)
    submit(scene, write(tmp_path / 'b.yml', 'bar'), one.update_id)
    with pytest.raises(UsageError, match='has these builds and notes already, and change 2 edits'):
        submit(scene, first)


def test_what_was_withdrawn_in_its_review_alone_gets_another_id(
    scene: Scene, tmp_path: Path
) -> None:
    path = write(tmp_path / 'a.yml', 'foo')
    first = submit(scene, path)
    [change] = scene.review.open_changes()
    scene.review.abandon(change, 'Withdrawn: too early')
    again = submit(scene, path)
    assert again.update_id != first.update_id
    assert submit(scene, path).update_id == again.update_id, 'it is found again'
    with pytest.raises(UsageError, match=r'was withdrawn by Gate, 2015-03-01: too early') as error:
        submit(scene, path, first.update_id)
    assert error.value.hint == 'Leave --id out: the builds get another id.'


def test_an_edit_that_was_abandoned_can_be_submitted_again(scene: Scene, tmp_path: Path) -> None:
    one = submit(scene, write(tmp_path / 'a.yml', 'foo'))
    merge(scene, one.update_id)
    edit = write(tmp_path / 'b.yml', 'foo', notes='better')
    for _ in range(3):
        assert submit(scene, edit).update_id == one.update_id
        [change] = scene.review.open_changes()
        scene.review.abandon(change, '')


def test_a_file_named_after_an_open_update_is_its_next_patch_set(
    scene: Scene, tmp_path: Path
) -> None:
    one = submit(scene, write(tmp_path / 'a.yml', 'foo'))
    named = submit(scene, write(tmp_path / f'{one.update_id}.yml', 'baz'))
    assert named.update_id == one.update_id


def test_a_build_in_two_updates_is_warned_of(scene: Scene, tmp_path: Path) -> None:
    one = submit(scene, write(tmp_path / 'a.yml', 'foo'))
    two = submit(scene, write(tmp_path / 'b.yml', 'foo', 'bar'))
    assert list(two.warnings) == [f'foo-1-1 (kilo/el7) is in update {one.update_id} too']
    merge(scene, one.update_id)
    assert len(submit(scene, tmp_path / 'b.yml').warnings) == 1
    merge(scene, two.update_id, directory='pushed')
    assert submit(scene, write(tmp_path / 'c.yml', 'bar')).warnings == []


def test_a_tag_that_nobody_has_used_is_told(scene: Scene, tmp_path: Path) -> None:
    first, typo = (
        write(tmp_path / f'{tag}.yml', tag, dist=f'el7, tag: {tag}') for tag in ('common', 'comon')
    )
    assert submit(scene, first).warnings == ["no other update has the tag 'common'"]
    told = "no other update has the tag 'comon'; did you mean 'common'?"
    assert submit(scene, typo).warnings == [told]
    again = write(tmp_path / 'again.yml', 'foo', dist='el7, tag: common')
    assert submit(scene, again).warnings == []


def test_another_version_of_a_package_is_told(scene: Scene, tmp_path: Path) -> None:
    one = submit(scene, write(tmp_path / 'a.yml', 'foo'))
    text = (tmp_path / 'a.yml').read_text()
    newer = tmp_path / 'b.yml'
    newer.write_text(text.replace('foo-1-1', 'foo-2-1'))
    [told] = submit(scene, newer).beside
    assert (told.update_id, told.number, told.build.id) == (one.update_id, 1, 'foo-1-1')
    merge(scene, one.update_id)
    assert [found.number for found in submit(scene, newer).beside] == [0]
    merge(scene, one.update_id, directory='pushed')
    newer.write_text(text.replace('foo-1-1', 'foo-3-1').replace('el7', 'f22'))
    assert submit(scene, newer).beside == ()


@pytest.mark.parametrize('directory', ['updates', 'ready', 'pushed'])
def test_what_is_there_already_is_nothing_to_do(
    scene: Scene, tmp_path: Path, directory: str
) -> None:
    one = submit(scene, write(tmp_path / 'a.yml', 'foo'))
    merge(scene, one.update_id, directory=directory)
    assert submit(scene, tmp_path / 'a.yml').place == Place(directory, one.update_id)


def test_what_is_in_the_pool_can_be_edited_by_a_new_change(scene: Scene, tmp_path: Path) -> None:
    one = submit(scene, write(tmp_path / 'a.yml', 'foo'))
    merge(scene, one.update_id)
    edited = submit(scene, write(tmp_path / 'a.yml', 'foo', notes='better'))
    assert edited.place is None and edited.update_id == one.update_id
    assert edited.proposal.key != one.proposal.key, 'a closed change takes no patch set'


@pytest.mark.parametrize('directory', ['ready', 'pushed'])
def test_what_has_left_the_pool_cannot_be_edited(
    scene: Scene, tmp_path: Path, directory: str
) -> None:
    one = submit(scene, write(tmp_path / 'a.yml', 'foo'))
    merge(scene, one.update_id, directory=directory)
    with pytest.raises(UsageError, match='has left the pool'):
        submit(scene, write(tmp_path / 'a.yml', 'foo', notes='better'))


def test_the_id_of_what_failed_is_not_used_again(scene: Scene, tmp_path: Path) -> None:
    one = submit(scene, write(tmp_path / 'a.yml', 'foo'))
    merge(scene, one.update_id, directory='failed')
    again = submit(scene, tmp_path / 'a.yml')
    assert again.update_id != one.update_id and again.change is None


def test_a_broken_update_is_in_nobodys_way(scene: Scene, tmp_path: Path) -> None:
    broken = Edit({'updates/zzzz.yml': b'no update'}, 'A test\n')
    scene.services.repo.edit(lambda tip: (broken, None))
    assert submit(scene, write(tmp_path / 'a.yml', 'foo')).warnings == []


@pytest.mark.parametrize(
    'asked',
    ['nope', '../x', 'https://elsewhere.example.org/c/rdo-update/+/1'],
)
def test_an_id_of_nothing(scene: Scene, tmp_path: Path, asked: str) -> None:
    with pytest.raises(UsageError, match=f"there is no update '{re.escape(asked)}' to submit"):
        prepare(scene.services, write(tmp_path / 'a.yml', 'foo'), True, asked)


def test_builds_that_cannot_be_had_are_named_all_at_once(scene: Scene, tmp_path: Path) -> None:
    path = write(tmp_path / 'a.yml', 'foo', 'bar', source='local')
    with pytest.raises(InvalidInput) as caught:
        prepare(scene.services, path, True, '')
    assert [problem.text.partition(' ')[0] for problem in caught.value.problems] == [
        'foo-1-1',
        'bar-1-1',
    ]
    assert str(scene.services.settings.sources.local) in caught.value.hint
    assert prepare(scene.services, path, False, '').update_id


def test_everything_that_is_known_is_asked_for_once(scene: Scene, tmp_path: Path) -> None:
    for number in range(20):
        submit(scene, write(tmp_path / 'a.yml', f'foo{number}'))
    scene.forget_calls()
    prepare(scene.services, write(tmp_path / 'b.yml', 'bar'), True, '')
    assert scene.calls == ['open_changes', 'closed'], 'whether its id was used, too'
