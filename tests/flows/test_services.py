"""Which doors are opened for which settings."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from rdopkg_ci import settings
from rdopkg_ci.doors.engine.pruning import Keep
from rdopkg_ci.errors import CiError, UsageError
from rdopkg_ci.flows.services import open_branch, open_services
from rdopkg_ci.settings import Settings


def configured(tmp_path: Path, **environ: str) -> Settings:
    home = str(tmp_path / 'home')
    return settings.load({'HOME': home, **environ}, tmp_path / 'none.yml')


@pytest.fixture
def remote(tmp_path: Path) -> Path:
    """A bare rdo-update repo, as somebody else's embedded one."""
    theirs = configured(tmp_path, RDOPKG_CI_HOME=str(tmp_path / 'theirs'))
    open_branch(theirs)
    return theirs.embedded_repo


def test_a_directory_and_its_file_url_are_one(remote: Path, tmp_path: Path) -> None:
    opened = [
        open_services(configured(tmp_path, RDOPKG_CI_UPDATE_REPO=address))
        for address in (str(remote), remote.as_uri())
    ]
    assert opened[0].repo.remote == opened[1].repo.remote == str(remote)
    assert opened[1].review.open_changes() == []
    assert opened[1].policy(opened[1].repo.tip()).targets
    assert not (tmp_path / 'home' / '.rdopkg' / 'ci' / 'rdo-update.git').exists()


def test_the_engine_keeps_what_it_is_told(tmp_path: Path) -> None:
    around = {'RDOPKG_CI_RUNS_KEEP': '7', 'RDOPKG_CI_RUNS_KEEP_DAYS': '3'}
    engine = open_services(configured(tmp_path, RDOPKG_CI_RUNS_WORKERS='4', **around)).engine
    assert (engine.workers, engine.keep) == (4, Keep(7, 3))


@pytest.mark.parametrize(
    ('address', 'problem'),
    [
        ('https://git.example.org/x', 'is on another machine, where the local review cannot work'),
        ('git@example.org:x', 'is on another machine'),
        ('/nowhere/x', 'update_repo: /nowhere/x is not a directory'),
        ('file:///nowhere/x', 'update_repo: /nowhere/x is not a directory'),
    ],
)
def test_the_local_review_is_on_this_machine(address: str, problem: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=problem) as caught:
        open_services(configured(tmp_path, RDOPKG_CI_UPDATE_REPO=address))
    assert 'Gerrit' in caught.value.hint


def test_a_worker_reads_whatever_git_can_and_asks_no_server(remote: Path, tmp_path: Path) -> None:
    around = {
        'RDOPKG_CI_UPDATE_REPO': remote.as_uri(),
        'RDOPKG_CI_GERRIT_URL': 'https://gerrit.example.org',
        'RDOPKG_CI_JENKINS_URL': 'https://jenkins.example.org',
    }
    branch = open_branch(configured(tmp_path, **around))
    assert branch.policy(branch.repo.tip()).targets


def test_a_worker_of_a_repo_that_does_not_answer(tmp_path: Path) -> None:
    address = 'http://127.0.0.1:9/x'
    branch = open_branch(configured(tmp_path, RDOPKG_CI_UPDATE_REPO=address))
    with pytest.raises(
        CiError, match=r'branch master of http://127\.0\.0\.1:9/x cannot be fetched'
    ):
        branch.repo.tip()


def test_a_gerrit_needs_a_project(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r'gerrit\.url is set, but gerrit\.project is not'):
        open_branch(configured(tmp_path, RDOPKG_CI_GERRIT_URL='https://gerrit.example.org'))


@pytest.mark.parametrize(
    ('around', 'remote', 'has_password'),
    [
        ({}, 'https://gerrit.example.org/r/rdo-update', False),
        ({'RDOPKG_CI_GERRIT_USER': 'ci'}, 'https://gerrit.example.org/r/a/rdo-update', True),
        (
            {'RDOPKG_CI_GERRIT_USER': 'ci', 'RDOPKG_CI_UPDATE_REPO': 'ssh://ci@example.org:1/x'},
            'ssh://ci@example.org:1/x',
            False,
        ),
    ],
    ids=['anybody', 'as a user', 'another address'],
)
def test_the_repo_is_that_of_the_gerrit(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    around: dict[str, str],
    remote: str,
    has_password: bool,
) -> None:
    monkeypatch.setenv('RDOPKG_CI_GERRIT_PASSWORD', 'hush')
    url = 'https://gerrit.example.org/r'
    named = {'RDOPKG_CI_GERRIT_URL': url, 'RDOPKG_CI_GERRIT_PROJECT': 'rdo-update'}
    branch = open_branch(configured(tmp_path, **named, **around))
    assert branch.repo.remote == remote
    assert (branch.repo.access.credentials is not None) is has_password
    assert 'hush' not in repr(branch)


def mode(path: Path) -> str:
    return oct(path.stat().st_mode & 0o777)


@pytest.mark.parametrize('umask', [0o000, 0o022, 0o077])
def test_nobody_else_looks_into_our_home(tmp_path: Path, umask: int) -> None:
    before = os.umask(umask)
    try:
        opened = open_services(configured(tmp_path))
        opened.repo.tip()
        opened.engine.runs('phase1')
    finally:
        os.umask(before)
    home = opened.settings.home
    assert mode(home) == mode(home / 'runs') == '0o700'
    locks = [path for path in home.rglob('*lock') if path.is_file()]
    assert locks and {mode(path) for path in locks} == {'0o600'}


def test_an_open_home_is_closed_unless_it_publishes(tmp_path: Path) -> None:
    found = configured(tmp_path)
    (found.home / 'runs').mkdir(parents=True)
    found.home.chmod(0o755)
    (found.home / 'clone.git.lock').touch(0o644)
    open_branch(found).repo.tip()
    assert mode(found.home) == '0o700'
    found.home.chmod(0o755)
    (found.home / 'runs').chmod(0o755)
    open_branch(found).repo.tip()
    assert mode(found.home) == '0o755', 'a web server may serve what is published below it'
    assert mode(found.home / 'runs') == '0o700'
