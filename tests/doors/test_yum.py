from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from rpmkit import Words, build

from rdopkg_ci.core.publication import repomd
from rdopkg_ci.doors import files
from rdopkg_ci.doors.repos import yum
from rdopkg_ci.errors import CiError


def contents(directory: Path) -> dict[str, str]:
    return {path.name: files.sha256(path) for path in (directory / 'repodata').iterdir()}


def test_the_same_rpms_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ('one', 'two'):
        path = build(tmp_path / name / 'common', Words('glance'))
        os.utime(path, (1, len(name) * 1000 + ord(name[0])))
        build(tmp_path / name, Words('nova'))
        yum.make(tmp_path / name)
    assert contents(tmp_path / 'one') == contents(tmp_path / 'two')


def test_what_repomd_says_is_there(tmp_path: Path) -> None:
    build(tmp_path / 'repo', Words('glance'))
    yum.make(tmp_path / 'repo')
    named = repomd.data_files((tmp_path / 'repo' / 'repodata' / 'repomd.xml').read_bytes())
    found = {name: files.sha256(tmp_path / 'repo' / 'repodata' / name) for name in named}
    assert found == {name: checksum.digest for name, checksum in named.items()}
    assert sorted(path.name for path in (tmp_path / 'repo').iterdir()) == [
        'glance-1-1.el7.noarch.rpm',
        'repodata',
    ], 'nothing else is left'


def test_again_after_a_change_keeps_what_readers_may_still_want(tmp_path: Path) -> None:
    build(tmp_path, Words('glance'))
    yum.make(tmp_path)
    before = contents(tmp_path)
    build(tmp_path, Words('nova'))
    yum.make(tmp_path)
    after = contents(tmp_path)
    assert after.pop('repomd.xml') != before.pop('repomd.xml')
    assert before.items() <= after.items()


def test_dnf_reads_it(tmp_path: Path) -> None:
    build(tmp_path / 'repo', Words('glance', requires=('oslo',)))
    yum.make(tmp_path / 'repo')
    try:
        done = subprocess.run(
            [
                'dnf',
                '--quiet',
                '--releasever=7',
                '--setopt=reposdir=/nonexistent',
                f'--setopt=cachedir={tmp_path}/cache',
                f'--setopt=persistdir={tmp_path}/persist',
                f'--setopt=logdir={tmp_path}/log',
                f'--repofrompath=it,{(tmp_path / "repo").as_uri()}',
                '--repo=it',
                'repoquery',
            ],
            capture_output=True,
            text=True,
            check=True,
        )
    except FileNotFoundError:
        pytest.skip('needs dnf')
    assert done.stdout.split() == ['glance-0:1-1.el7.noarch']


def test_what_is_no_rpm_is_named(tmp_path: Path) -> None:
    (tmp_path / 'x.rpm').write_bytes(b'')
    with pytest.raises(CiError, match=r'x\.rpm: cannot be read as an RPM'):
        yum.make(tmp_path)
