from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from rdopkg_ci.doors.git import locks
from rdopkg_ci.doors.git.repo import Git, RefUpdate, init_bare
from rdopkg_ci.errors import CiError, LostRace, UsageError

MASTER = 'refs/heads/master'


@pytest.fixture
def repo(tmp_path: Path) -> Git:
    return init_bare(tmp_path / 'repo.git', 'master')


def test_a_commit_edits_exact_paths(repo: Git) -> None:
    first = repo.commit(None, {'a/b.yml': b'one', 'c': b'see'}, 'First\n')
    second = repo.commit(
        first, {'a/b.yml': None, 'd e': b'\0bin\n'}, 'Second\n', 'Ann Other <ann@example.org>'
    )
    assert set(repo.files(second)) == {'c', 'd e'}
    assert repo.read(second, 'd e') == b'\0bin\n'
    assert repo.read(second, 'a/b.yml') is None
    assert repo.read(first, 'a') is None, 'a directory is no file'
    assert repo.parents(second) == [first]
    assert (
        repo.run('log', '-1', '--format=%an <%ae> %cn', second).text
        == 'Ann Other <ann@example.org> Packager'
    )


def test_many_files_are_read_in_one_answer(repo: Git) -> None:
    commit = repo.commit(None, {'a': b'1\n2\n', 'b': b''}, 'x')
    names = ('a', 'no\nsuch', 'nor this', 'b')
    assert repo.read_many(commit, names) == {'a': b'1\n2\n', 'b': b''}


def test_refs_move_only_from_where_we_saw_them(repo: Git) -> None:
    one, two = repo.commit(None, {}, 'one'), repo.commit(None, {}, 'two')
    repo.update_refs([RefUpdate(MASTER, one, '')])
    with pytest.raises(LostRace):
        repo.update_refs([RefUpdate('refs/other', two, ''), RefUpdate(MASTER, two, '')])
    assert repo.resolve(MASTER) == one
    assert repo.resolve('refs/other') == '', 'all or none'


def test_a_lock_whose_holder_was_killed_is_removed(repo: Git) -> None:
    commit = repo.commit(None, {}, 'one')
    lock = repo.path / f'{MASTER}.lock'
    lock.touch()
    os.utime(lock, (time.time() - 60,) * 2)
    repo.update_refs([RefUpdate(MASTER, commit, '')])
    assert repo.resolve(MASTER) == commit


def test_a_fresh_lock_is_respected_until_it_is_old(
    repo: Git, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = time.monotonic()
    (repo.path / f'{MASTER}.lock').touch()
    locks.remove_stale(repo.path, 0.5)
    assert time.monotonic() - begun >= 0.3
    assert not (repo.path / f'{MASTER}.lock').exists()


@pytest.mark.parametrize('bad', ['', 'HEAD', '--output=x', 'a' * 39, 'master', 'A' * 40])
def test_only_ids_of_commits_reach_git(repo: Git, bad: str) -> None:
    with pytest.raises(UsageError):
        repo.files(bad)


def test_hooks_and_variables_of_another_repo_do_not_matter(
    repo: Git, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv('GIT_DIR', '/nonexistent')
    monkeypatch.setenv('GIT_INDEX_FILE', '/nonexistent/index')
    assert repo.files(repo.commit(None, {'a': b'1'}, 'x'))


def test_who_has_no_git_settings_is_the_login_name(
    repo: Git, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in (
        'GIT_AUTHOR_NAME',
        'GIT_AUTHOR_EMAIL',
        'GIT_COMMITTER_NAME',
        'GIT_COMMITTER_EMAIL',
    ):
        monkeypatch.delenv(name)
    monkeypatch.setenv('LOGNAME', 'ann$')
    assert repo.person() == 'ann <ann@localhost>'
    assert repo.commit(None, {}, 'works')


def test_a_broken_author_is_refused(repo: Git) -> None:
    with pytest.raises(CiError, match='NAME <ADDRESS>'):
        repo.commit(None, {}, 'x', 'no address')


def test_ancestry(repo: Git) -> None:
    one = repo.commit(None, {}, 'one')
    two = repo.commit(one, {}, 'two')
    assert repo.is_ancestor(one, two) and not repo.is_ancestor(two, one)
    assert repo.has(one) and not repo.has('0' * 40)


@pytest.mark.parametrize('stale', [0, 0.5])
def test_a_lock_of_the_future_grows_old_too(repo: Git, stale: float) -> None:
    lock = repo.path / f'{MASTER}.lock'
    lock.touch()
    os.utime(lock, (time.time() + 10**6,) * 2)
    locks.remove_stale(repo.path, stale)
    assert not lock.exists()
