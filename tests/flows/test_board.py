"""What the board shows, by whatever name it is asked for."""

from __future__ import annotations

from pathlib import Path

import pytest
from memory import result
from scene import CAUSE, Scene

from rdopkg_ci.core.runs.verdict import Verdict
from rdopkg_ci.doors.git.edit import Edit
from rdopkg_ci.errors import UsageError
from rdopkg_ci.flows import board
from rdopkg_ci.view.row_line import counted


@pytest.fixture
def scene(tmp_path: Path) -> Scene:
    """An update in every state."""
    it = Scene(tmp_path)
    it.propose(1)
    it.put(
        {
            'updates/aa01.yml': ('a', 'kilo', 'el7'),
            'ready/bb02.yml': ('b', 'kilo', 'f22'),
            'my-group/cc03.yml': ('c', 'juno', 'epel-7'),
            'pushed/dd04.yml': ('d', 'juno', 'epel-7'),
            'failed/ee05.yml': ('e', 'juno', 'epel-7'),
        },
    )
    return it


def ids(scene: Scene, *what: str) -> list[str]:
    return [row.update_id for row in board.rows(scene.look(), what)]


@pytest.mark.parametrize(
    ('what', 'shown'),
    [
        pytest.param((), ['001x', 'aa01', 'cc03', 'bb02'], id='what is on its way'),
        pytest.param(('aa01',), ['aa01'], id='id'),
        pytest.param(('AA01',), ['aa01'], id='id in capitals'),
        pytest.param(('001x.yml',), ['001x'], id='file, of a review'),
        pytest.param(('updates/aa01.yml',), ['aa01'], id='path'),
        pytest.param(('d-1-1.noarch.rpm',), ['dd04'], id='RPM'),
        pytest.param(('d-1-1.noarch',), ['dd04'], id='build with its arch'),
        pytest.param(('Pushed',), ['dd04'], id='directory in capitals'),
        pytest.param(('1',), ['001x'], id='number of a change'),
        pytest.param(('kilo',), ['001x', 'aa01', 'bb02'], id='release'),
        pytest.param(('kilo/f22',), ['001x', 'bb02'], id='target'),
        pytest.param(('kilo/fedora-22',), ['001x', 'bb02'], id='target, spelled otherwise'),
        pytest.param(('kilo_el7',), ['aa01'], id='topic'),
        pytest.param(('juno_epel-7',), ['cc03', 'dd04', 'ee05'], id='topic of what was pushed too'),
        pytest.param(('juno/epel-7',), ['001x', 'cc03'], id='target of what is on its way alone'),
        pytest.param(('phase1',), ['001x'], id='phase'),
        pytest.param(('review', 'ready/'), ['001x', 'bb02'], id='places'),
        pytest.param(('my-group',), ['cc03'], id='group'),
        pytest.param(('pushed',), ['dd04'], id='pushed shows when it is named'),
        pytest.param(('dd04',), ['dd04'], id='so does one of it'),
        pytest.param(('a',), ['aa01'], id='package'),
        pytest.param(('d-1-1',), ['dd04'], id='build, of what was pushed too'),
        pytest.param(
            ('packager',), ['aa01', 'bb02', 'cc03', 'dd04', 'ee05'], id='who submitted it'
        ),
        pytest.param(('mine',), ['aa01', 'bb02', 'cc03'], id='mine that are on their way'),
        pytest.param(('red',), [], id='nothing is red'),
        pytest.param(('running',), [], id='nothing runs'),
        pytest.param(('missing',), ['001x'], id='a verdict'),
        pytest.param(('failed',), ['ee05'], id='failed, by name of the directory too'),
        pytest.param(('failed/',), ['ee05'], id='the directory alone'),
        pytest.param(('all',), ['001x', 'aa01', 'cc03', 'bb02', 'dd04', 'ee05'], id='all'),
        pytest.param(('f22',), ['001x', 'bb02'], id='a dist, of what is on its way'),
        pytest.param(('centos7',), ['001x', 'aa01', 'cc03'], id='a dist in another spelling'),
        pytest.param(('f23',), [], id='a dist of nothing'),
        pytest.param(('[ab]-1-1',), ['aa01', 'bb02'], id='a pattern'),
        pytest.param(('Pack*',), ['aa01', 'bb02', 'cc03', 'dd04', 'ee05'], id='of a person'),
        pytest.param(('liberty',), [], id='a known name of nothing'),
        pytest.param(('stage',), [], id='a phase of nothing'),
    ],
)
def test_names(scene: Scene, what: tuple[str, ...], shown: list[str]) -> None:
    assert sorted(ids(scene, *what)) == sorted(shown)


def test_a_name_of_nothing(scene: Scene) -> None:
    with pytest.raises(UsageError, match="nothing is known of 'nope', '\\.\\./x'"):
        ids(scene, 'nope', '../x', 'aa01')


def test_a_name_like_another_is_told(scene: Scene) -> None:
    with pytest.raises(UsageError, match="nothing is known of 'runing'; did you mean 'running'"):
        ids(scene, 'runing')


@pytest.mark.parametrize(
    ('update_id', 'verdict', 'note'),
    [
        ('001x', Verdict.MISSING, ''),
        ('aa01', Verdict.PASSED, 'phase1 passed'),
        ('bb02', Verdict.PASSED, 'phase2 passed'),
        ('dd04', Verdict.PASSED, ''),
        ('ee05', Verdict.FAILED, 'A better one is on its way.'),
    ],
)
def test_where_it_stands(scene: Scene, update_id: str, verdict: Verdict, note: str) -> None:
    [row] = board.rows(scene.look(), [update_id])
    assert (row.verdict, row.note) == (verdict, note)


def test_a_file_in_the_pool_that_is_no_update(scene: Scene) -> None:
    edit = Edit({'updates/zz99.yml': b'no update'}, 'A test\n')
    scene.services.repo.edit(lambda tip: (edit, None))
    [row] = board.rows(scene.look(), ['zz99'])
    assert (row.verdict, row.title, row.is_red) == (Verdict.FAILED, 'not a valid update', True)
    assert 'updates/zz99.yml' in row.note


def test_an_update_whose_targets_are_all_disabled_says_what_a_person_can_do(scene: Scene) -> None:
    policy = scene.services.repo.read(scene.services.repo.tip(), 'ci.yml') or b''
    disables = ''.join(
        f'- {{target: {target}, reason: no mirror, owner: me, until: 2015-03-01}}\n'
        for target in ('kilo/el7', 'kilo/f22', 'juno/epel-7')
    )
    text = policy.replace(b'\ndisabled: []\n', b'\n') + f'\ndisabled:\n{disables}'.encode()
    edit = Edit({'ci.yml': text}, 'Disable\n')
    scene.services.repo.edit(lambda tip: (edit, None))
    [row] = board.rows(scene.look(), ['001x'])
    assert row.verdict is Verdict.DISABLED and '`rdopkg ci enable juno/epel-7`' in row.next.what


def test_red_ones_come_first_then_the_oldest(scene: Scene) -> None:
    scene.services.repo.edit(lambda tip: (Edit({'updates/zz99.yml': b'none'}, 'A test\n'), None))
    shown = board.rows(scene.look())
    assert shown[0].update_id == 'zz99'
    times = [row.since for row in shown[1:] if row.since]
    assert len(times) == 4 and times == sorted(times)
    people = {row.where == 'review': row.author for row in shown[1:]}
    assert people == {True: 'Gate <gate@example.org>', False: 'Packager <packager@example.org>'}
    assert [row.update_id for row in board.rows(scene.look(), ['red'])] == ['zz99']


def test_failed_is_what_failed_and_what_lies_there(scene: Scene) -> None:
    scene.services.repo.edit(lambda tip: (Edit({'updates/zz99.yml': b'none'}, 'A test\n'), None))
    assert ids(scene, 'failed') == ['zz99', 'ee05']
    assert ids(scene, 'failed/') == ['ee05']
    told = counted(board.rows(scene.look(), ['failed']))
    assert told == '2 updates: 1 failed, 1 in failed/'


@pytest.mark.parametrize(
    ('directory', 'note'),
    [
        pytest.param('updates', 'waits for ff06 in updates/, which brings oslo-1.7-1', id='pool'),
        pytest.param('failed', '', id='withdrawn'),
        pytest.param('pushed', 'ff06 has brought oslo-1.7-1 to production since', id='pushed'),
    ],
)
def test_what_brings_what_a_red_one_lacks(scene: Scene, directory: str, note: str) -> None:
    scene.gate()
    said = 'foo-1-1 needs oslo >= 1.7, nothing provides it'
    for kept in scene.engine.kept:
        cause = CAUSE._replace(summary=said, lines=())
        is_red = str(kept.request.target) == 'kilo/el7'
        left = result(kept.request, Verdict.FAILED, cause=cause) if is_red else result(kept.request)
        scene.engine.end(kept.request.key, left)
    text = b'notes: x\nbuilds: [{id: oslo-1.7-1, source: dummy, repo: kilo, dist: el7}]\n'
    edit = Edit({f'{directory}/ff06.yml': text}, 'A test\n')
    scene.services.repo.edit(lambda tip: (edit, None))
    for what in ('001x', 'foo1'):
        [row] = board.rows(scene.look(), [what])
        assert (row.verdict, row.note) == (Verdict.FAILED, note)
    [told] = [one for one in scene.gate().rows if one.update_id == '001x']
    assert told.next == row.next


def test_a_change_of_our_account_is_ours_whatever_git_calls_us(tmp_path: Path) -> None:
    scene = Scene(tmp_path)
    ours, other = scene.propose(1), scene.propose(2)
    for change in scene.review.open_changes():
        is_ours = change.paths == (f'updates/{ours}.yml',)
        kept = change._replace(owner='Somebody <s@example.org>', is_ours=is_ours)
        scene.review.changes[change.key] = kept
    assert [row.update_id for row in board.rows(scene.look(), ['mine'])] == [ours]
    assert [row.is_mine for row in board.rows(scene.look(), [other])] == [False]
