from __future__ import annotations

import os
import threading
import time
from pathlib import Path

import pytest

from rdopkg_ci.doors.git.edit import Edit
from rdopkg_ci.doors.git.repo import Git, RefUpdate, init_bare
from rdopkg_ci.doors.update_repo import UpdateRepo
from rdopkg_ci.errors import CiError, LostRace, Refused

MASTER = 'refs/heads/master'


@pytest.fixture
def remote(tmp_path: Path) -> Git:
    repo = init_bare(tmp_path / 'remote.git', 'master')
    repo.update_refs(
        [
            RefUpdate(
                MASTER, repo.commit(None, {'ci.yml': b'{}'}, 'Start', 'Ann <ann@example.org>'), ''
            )
        ]
    )
    return repo


@pytest.fixture
def repo(remote: Git, tmp_path: Path) -> UpdateRepo:
    return UpdateRepo.open(tmp_path / 'clone.git', str(remote.path), 'master')


def test_half_a_clone_that_a_kill_left_is_in_nobodys_way(remote: Git, tmp_path: Path) -> None:
    (tmp_path / '.clone.git').mkdir()
    (tmp_path / '.clone.git' / 'HEAD').write_text('ref: refs/heads/master\n')
    assert UpdateRepo.open(
        tmp_path / 'clone.git', str(remote.path), 'master'
    ).tip() == remote.resolve(MASTER)


def test_look_and_read(repo: UpdateRepo, remote: Git) -> None:
    tip = repo.tip()
    assert tip == remote.resolve(MASTER)
    assert repo.read(tip, 'ci.yml') == b'{}'
    assert repo.read_many(tip, ['ci.yml', 'none']) == {'ci.yml': b'{}'}
    assert list(repo.files(tip)) == ['ci.yml']
    assert repo.history.author(tip, 'ci.yml') == 'Ann <ann@example.org>'
    assert repo.person() == 'Packager <packager@example.org>'


def test_an_edit_is_a_commit_of_exact_paths(repo: UpdateRepo, remote: Git) -> None:
    made = Edit({'a': b'1', 'ci.yml': None}, 'Edit\n', 'Bob <bob@example.org>')
    assert repo.edit(lambda tip: (made, 'told')) == 'told'
    new = repo.tip()
    assert remote.resolve(MASTER) == new
    assert list(remote.files(new)) == ['a']
    assert remote.run('log', '--format=%an: %s', new).text == 'Bob: Edit\nAnn: Start'


def test_nothing_to_edit_changes_nothing(repo: UpdateRepo, remote: Git) -> None:
    before = remote.resolve(MASTER)
    assert repo.edit(lambda tip: (None, tip)) == before == remote.resolve(MASTER)


def test_several_edits_are_pushed_together(repo: UpdateRepo, remote: Git) -> None:
    made = [Edit({'a': b'1'}, 'One\n'), Edit({'b': b'2'}, 'Two\n')]
    repo.edit_all(lambda tip: (made, None))
    assert remote.run('log', '--format=%s', MASTER).text == 'Two\nOne\nStart'


def test_a_lost_race_is_run_again_on_the_new_tip(repo: UpdateRepo, remote: Git) -> None:
    seen = []

    def edit(tip: str) -> tuple[Edit, str]:
        seen.append(tip)
        if len(seen) == 1:
            remote.update_refs(
                [RefUpdate(MASTER, remote.commit(tip, {'other': b'x'}, 'Other'), tip)]
            )
        return Edit({'ours': b'y'}, 'Ours\n'), tip

    assert repo.edit(edit) == seen[-1]
    assert len(seen) == 2
    new = remote.resolve(MASTER)
    assert set(remote.files(new)) == {'ci.yml', 'other', 'ours'}


def test_a_race_lost_for_ever_ends(repo: UpdateRepo, remote: Git) -> None:
    def edit(tip: str) -> tuple[Edit, None]:
        remote.update_refs(
            [RefUpdate(MASTER, remote.commit(tip, {'other': tip.encode()}, 'Other'), tip)]
        )
        return Edit({'ours': b'y'}, 'Ours\n'), None

    with pytest.raises(LostRace, match='8 times'):
        repo.edit(edit)


def test_many_at_once_lose_nothing(remote: Git, tmp_path: Path) -> None:
    def add(name: str) -> None:
        repo = UpdateRepo.open(tmp_path / 'clone.git', str(remote.path), 'master')
        repo.edit(lambda tip: (Edit({name: b'x'}, f'{name}\n'), None))

    threads = [threading.Thread(target=add, args=(f'n{number}',)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert set(remote.files(remote.resolve(MASTER))) == {'ci.yml', 'n0', 'n1', 'n2', 'n3'}


def test_locks_left_by_the_killed_are_no_obstacle(repo: UpdateRepo, remote: Git) -> None:
    repo.tip()
    for lock in (repo.clone.path / 'refs/rdopkg-ci/tip.lock', remote.path / f'{MASTER}.lock'):
        lock.touch()
        os.utime(lock, (time.time() - 60,) * 2)
    repo.edit(lambda tip: (Edit({'a': b'1'}, 'Edit\n'), None))
    assert list(remote.files(remote.resolve(MASTER))) == ['a', 'ci.yml']


def test_a_refusal_of_the_server_is_passed_on(repo: UpdateRepo, remote: Git) -> None:
    hook = remote.path / 'hooks' / 'pre-receive'
    hook.parent.mkdir(exist_ok=True)
    hook.write_text('#!/bin/sh\necho "not on \033[31mFridays" >&2\nexit 1\n')
    hook.chmod(0o755)
    with pytest.raises(Refused, match='not on Fridays'):
        repo.edit(lambda tip: (Edit({'a': b'1'}, 'Edit\n'), None))


def test_a_remote_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(CiError, match='not appear to be a git repo'):
        UpdateRepo.open(tmp_path / 'clone.git', str(tmp_path / 'nowhere'), 'master').tip()


def test_a_remote_is_never_an_option(tmp_path: Path) -> None:
    with pytest.raises(CiError):
        UpdateRepo.open(
            tmp_path / 'clone.git', f'--upload-pack=touch {tmp_path}/pwned', 'master'
        ).tip()
    assert not (tmp_path / 'pwned').exists()


def test_commits_of_many_changes_are_brought_at_once(repo: UpdateRepo, remote: Git) -> None:
    start = remote.resolve(MASTER)
    refs = {}
    for number in (1, 2):
        made = remote.commit(start, {f'updates/{number}.yml': b'x'}, 'New')
        refs[made] = f'refs/changes/0{number}/{number}/1'
        remote.update_refs([RefUpdate(refs[made], made, '')])
    assert repo.bring(refs) == {}
    assert repo.read_each([(commit, 'updates/1.yml') for commit in refs]) == {
        (next(iter(refs)), 'updates/1.yml'): b'x'
    }


def test_one_ref_that_is_gone_keeps_no_other_from_coming(repo: UpdateRepo, remote: Git) -> None:
    there = remote.commit(remote.resolve(MASTER), {'a': b'x'}, 'New')
    remote.update_refs([RefUpdate('refs/changes/01/1/1', there, '')])
    gone = 'd' * 40
    problems = repo.bring({gone: 'refs/changes/02/2/1', there: 'refs/changes/01/1/1'})
    assert list(problems) == [gone] and 'refs/changes/02/2/1' in problems[gone]
    assert repo.read(there, 'a') == b'x'


def test_a_receiver_that_is_killed_is_no_question_of_rights(remote: Git, repo: UpdateRepo) -> None:
    hook = remote.path / 'hooks' / 'pre-receive'
    hook.parent.mkdir(exist_ok=True)
    hook.write_text('#!/bin/sh\nkill -9 $PPID\n')
    hook.chmod(0o755)
    with pytest.raises(CiError, match='failed') as caught:
        repo.edit(lambda tip: (Edit({'a': b'1'}, 'Edit\n'), None))
    assert not isinstance(caught.value, Refused)
    assert 'run this again' in caught.value.hint
    hook.unlink()
    repo.edit(lambda tip: (Edit({'a': b'1'}, 'Edit\n'), None))


def test_what_logs_in_is_not_shown(tmp_path: Path) -> None:
    address = 'http://pat:hunter2@127.0.0.1:9/r.git'
    repo = UpdateRepo.open(tmp_path / 'clone.git', address, 'master')
    with pytest.raises(CiError) as caught:
        repo.tip()
    assert 'hunter2' not in str(caught.value) and 'pat' not in str(caught.value)
    assert 'http://127.0.0.1:9/r.git' in str(caught.value)
    problems = repo.bring({'a' * 40: 'refs/changes/01/1/1'})
    assert 'hunter2' not in problems['a' * 40]


@pytest.mark.parametrize(
    ('commit', 'ref'),
    [
        ('HEAD', 'refs/x'),
        ('a' * 40, 'refs/changes/01/1/1:refs/heads/master'),
        ('a' * 40, '--upload-pack=touch x'),
        ('a' * 40, 'refs/../x'),
        ('a' * 40, 'refs/*'),
        ('a' * 40, ''),
    ],
)
def test_what_a_server_calls_a_commit_is_checked(repo: UpdateRepo, commit: str, ref: str) -> None:
    assert repo.bring({commit: ref}) == {commit: 'it is not the id of a commit, or its ref not one'}


def test_the_newest_commits_of_several_files_are_one_answer(repo: UpdateRepo) -> None:
    repo.edit(lambda tip: (Edit({'a': b'1', 'b [x]*': b'1'}, 'Both\n'), None))
    both = repo.tip()
    repo.edit(lambda tip: (Edit({'a': b'2'}, 'One\n'), None))
    tip = repo.tip()
    assert repo.history.newest(tip, ['a', 'b [x]*', 'none']) == {'a': tip, 'b [x]*': both}
    assert repo.history.newest(both, ['a']) == {'a': both}
    assert repo.history.newest(tip, []) == {}
