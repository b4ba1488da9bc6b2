from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from rdopkg_ci.core.policy.policy import Policy, Rdoinfo, Repos
from rdopkg_ci.core.target import Target
from rdopkg_ci.doors import rdoinfo
from rdopkg_ci.errors import CiError, InvalidInput, UsageError

DATA = """\
releases:
- name: liberty
  branch: rpm-liberty
  repos:
  - name: f23
    buildsys: koji/f23
    distrepos:
    - {name: RDO, url: "http://example.org/liberty/f23/"}
    - {name: Fedora, url: "http://example.org/fedora/23/"}
    - {name: Nowhere}
  - name: f22
    special: not built any more
  - name: el7
    buildsys: cbs/cloud7
- name: Kilo_2
  branch: rpm-kilo
  repos:
  - name: el7
- name: kilo
  branch: rpm-kilo
  repos:
  - name: el7
    distrepos:
    - {name: RDO, url: "http://example.org/kilo/el7/"}
  - name: f22
    distrepos:
    - {name: RDO, url: "http://example.org/kilo/f22/"}
packages:
- {project: nova, maintainers: [me@example.org]}
"""
LIBERTY = Target('liberty', 'f23')
REPOS = Repos('http://example.org/liberty/f23/', ('http://example.org/fedora/23/',))


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    place = tmp_path / 'rdoinfo'
    place.mkdir()
    (place / 'rdo.yml').write_text(DATA)
    return place


@pytest.fixture
def remote(directory: Path) -> Path:
    for arguments in (('init', '--quiet'), ('add', 'rdo.yml'), ('commit', '--quiet', '-m', 'x')):
        subprocess.run(['git', '-C', str(directory), *arguments], check=True)
    return directory


def local(directory: Path) -> Policy:
    return Policy(targets={}, rdoinfo=Rdoinfo('local', str(directory)))


def test_without_rdoinfo_the_policy_stays_and_nothing_is_imported(tmp_path: Path) -> None:
    policy = Policy(targets={Target('kilo', 'el7'): Repos('file:///srv')})
    assert rdoinfo.complete(policy, tmp_path / 'cache') is policy
    assert not (tmp_path / 'cache').exists()
    code = 'import sys; from rdopkg_ci.doors import rdoinfo; print([m for m in ("yaml", "distroinfo", "requests") if m in sys.modules])'
    assert (
        subprocess.run(
            [sys.executable, '-c', code], capture_output=True, text=True, check=True
        ).stdout
        == '[]\n'
    )


def test_each_repo_is_a_dist(directory: Path, tmp_path: Path) -> None:
    policy = rdoinfo.complete(local(directory), tmp_path)
    assert policy.targets == {
        LIBERTY: REPOS,
        Target('kilo', 'el7'): Repos('http://example.org/kilo/el7/'),
        Target('kilo', 'f22'): Repos('http://example.org/kilo/f22/'),
    }
    assert policy.special == {
        Target('liberty', 'f22'): 'not built any more',
        Target(
            'liberty', 'el7'
        ): 'rdoinfo has no distrepos with URLs for it; spell it out below `releases:` in ci.yml',
    }


def test_the_policy_wins(directory: Path, tmp_path: Path) -> None:
    own = {Target('kilo', 'epel-7'): Repos('file:///srv')}
    policy = rdoinfo.complete(
        replace(local(directory), targets=own, special={LIBERTY: 'closed'}), tmp_path
    )
    assert policy.targets == own
    assert policy.special[LIBERTY] == 'closed'


BROKEN = {
    'no YAML': '[',
    'a tag': '!!python/object/apply:os.system [id]',
    'no releases': 'packages: []',
    'a list': '- a',
    'a release of text': 'releases: [a]',
    'a release without repos': 'releases: [{name: kilo}]',
    'a repo of text': 'releases: [{name: kilo, repos: [el7]}]',
    'too deep': '[' * 100_000,
    'an anchor of nothing': 'releases: *none',
}


@pytest.mark.parametrize('text', BROKEN.values(), ids=BROKEN)
def test_broken_rdoinfo(text: str, directory: Path, tmp_path: Path) -> None:
    (directory / 'rdo.yml').write_text(text)
    with pytest.raises(InvalidInput, match=r'rdo\.yml') as caught:
        rdoinfo.complete(local(directory), tmp_path)
    assert str(directory) in str(caught.value)


def test_anchors_and_merged_keys_are_read(directory: Path, tmp_path: Path) -> None:
    text = DATA.replace('- name: f23', '- &f23\n    name: f23')
    text = text.replace('  - name: el7\n- name: kilo', '  - {<<: *f23, name: el7}\n- name: kilo')
    (directory / 'rdo.yml').write_text(text.replace('name: Kilo_2', 'name: mitaka'))
    assert rdoinfo.complete(local(directory), tmp_path).targets[Target('mitaka', 'el7')] == REPOS


def times(anchor: str, count: int) -> str:
    return ', '.join([f'*{anchor}'] * count)


BOMBS = {
    'aliases of aliases': 'a0: &a0 [x]\n'
    + ''.join(f'a{n + 1}: &a{n + 1} [{times(f"a{n}", 10)}]\n' for n in range(9)),
    'merged keys': 'a0: &a0 {x: y}\n'
    + ''.join(f'a{n + 1}: &a{n + 1} {{<<: [{times(f"a{n}", 10)}]}}\n' for n in range(9)),
    'every release has every repo': 'r: &r {name: el7}\n'
    f'one: &one {{name: kilo, repos: [{times("r", 3000)}]}}\n'
    f'releases: [{times("one", 3000)}]\n',
}


@pytest.mark.parametrize('text', BOMBS.values(), ids=BOMBS)
def test_bombs_are_measured_before_they_are_built(
    text: str, directory: Path, tmp_path: Path
) -> None:
    (directory / 'rdo.yml').write_text(text)
    with pytest.raises(InvalidInput, match='more than 1,000,000 values, aliases written out'):
        rdoinfo.complete(local(directory), tmp_path)


def test_no_such_directory(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match='No such file'):
        rdoinfo.complete(local(tmp_path / 'none'), tmp_path)


def test_a_remote_is_fetched_and_kept_for_an_hour(remote: Path, tmp_path: Path) -> None:
    policy = Policy(targets={}, rdoinfo=Rdoinfo('git', remote.as_uri()))
    cache = tmp_path / 'cache'
    assert rdoinfo.complete(policy, cache).targets[LIBERTY] == REPOS
    (remote / 'rdo.yml').write_text(DATA.replace('liberty', 'mitaka'))
    subprocess.run(['git', '-C', str(remote), 'commit', '--quiet', '-am', 'y'], check=True)
    assert LIBERTY in rdoinfo.complete(policy, cache).targets
    (kept,) = cache.iterdir()
    os.utime(kept, (0, 0))
    assert Target('mitaka', 'f23') in rdoinfo.complete(policy, cache).targets


def test_an_unreachable_remote_is_as_it_was(remote: Path, tmp_path: Path) -> None:
    policy = Policy(targets={}, rdoinfo=Rdoinfo('git', remote.as_uri()))
    cache = tmp_path / 'cache'
    rdoinfo.complete(policy, cache)
    (kept,) = cache.iterdir()
    os.utime(kept, (0, 0))
    remote.rename(tmp_path / 'gone')
    assert LIBERTY in rdoinfo.complete(policy, cache).targets
    assert time.time() - kept.stat().st_mtime < 60


def test_an_unreachable_remote_is_an_error_at_first(tmp_path: Path) -> None:
    policy = Policy(targets={}, rdoinfo=Rdoinfo('git', (tmp_path / 'none').as_uri()))
    with pytest.raises(CiError, match='cannot be fetched'):
        rdoinfo.complete(policy, tmp_path / 'cache')


def test_a_remote_without_the_file(remote: Path, tmp_path: Path) -> None:
    subprocess.run(['git', '-C', str(remote), 'mv', 'rdo.yml', 'other.yml'], check=True)
    subprocess.run(['git', '-C', str(remote), 'commit', '--quiet', '-m', 'y'], check=True)
    with pytest.raises(InvalidInput, match=r'there is no rdo\.yml'):
        rdoinfo.complete(
            Policy(targets={}, rdoinfo=Rdoinfo('git', remote.as_uri())), tmp_path / 'cache'
        )


def test_what_logs_in_is_not_shown(tmp_path: Path) -> None:
    policy = Policy({}, rdoinfo=Rdoinfo('git', 'http://tok3n@127.0.0.1:9/rdoinfo.git'))
    with pytest.raises(CiError) as caught:
        rdoinfo.complete(policy, tmp_path)
    assert 'tok3n' not in str(caught.value) and '127.0.0.1:9' in str(caught.value)
