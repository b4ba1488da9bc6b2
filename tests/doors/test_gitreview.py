"""The Gerrit that a checkout names."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from rdopkg_ci.doors import gitreview
from rdopkg_ci.doors.gitreview import NamedGerrit

REAL = """[gerrit]
host=review.gerrithub.io
port=29418
project=redhat-openstack/rdo-update.git
defaultbranch=master
defaultremote=origin
defaultrebase=0
"""
SSH = 'ssh://review.gerrithub.io:29418/redhat-openstack/rdo-update'
URL, PROJECT = 'https://review.gerrithub.io', 'redhat-openstack/rdo-update'


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    top = tmp_path / 'checkout'
    subprocess.run(['git', 'init', '-q', str(top)], check=True)
    (top / 'updates').mkdir()
    (top / '.gitreview').write_text(REAL)
    return top


def test_the_file_of_git_review(checkout: Path) -> None:
    wanted = NamedGerrit(URL, PROJECT, 'master', '', SSH)
    assert gitreview.find(checkout) == wanted
    assert gitreview.find(checkout / 'updates') == wanted


@pytest.mark.parametrize(
    ('settings', 'found'),
    [
        (
            {'username': 'jane', 'branch': 'next'},
            NamedGerrit(URL, PROJECT, 'next', 'jane', SSH.replace('//', '//jane@')),
        ),
        (
            {'scheme': 'https', 'port': '443', 'host': 'x.example.org'},
            NamedGerrit('https://x.example.org', PROJECT, 'master', ''),
        ),
        (
            {'scheme': 'http', 'port': '8080', 'project': 'p'},
            NamedGerrit('http://review.gerrithub.io:8080', 'p', 'master', ''),
        ),
        ({'host': '-oProxyCommand=x'}, None),
        ({'host': 'x/../y'}, None),
        ({'port': '22/x'}, None),
        ({'project': '../etc'}, None),
        ({'username': '-x'}, None),
        ({'scheme': 'ext'}, None),
    ],
    ids=['a user', 'https', 'http', 'an option', 'a path', 'no port', 'above', 'no user', 'ext'],
)
def test_the_config_of_git_wins(
    checkout: Path, settings: dict[str, str], found: NamedGerrit | None
) -> None:
    for name, value in settings.items():
        command = ['git', 'config', f'gitreview.{name}', value]
        subprocess.run(command, cwd=checkout, check=True)
    assert gitreview.find(checkout) == found


def test_the_checkout_of_a_package_is_none_of_ours(checkout: Path) -> None:
    (checkout / 'updates').rmdir()
    assert gitreview.find(checkout) is None


def test_a_file_that_is_none(checkout: Path) -> None:
    (checkout / '.gitreview').write_bytes(b'\xff[')
    assert gitreview.find(checkout) is None
    (checkout / '.gitreview').unlink()
    assert gitreview.find(checkout) is None
