from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from tempfile import mkdtemp

import pytest
from rpmkit import rpm

from rdopkg_ci.core.depsolve.rivals import Brought
from rdopkg_ci.doors import files
from rdopkg_ci.doors.processes import command
from rdopkg_ci.doors.publication import signing
from rdopkg_ci.doors.repos import namesakes, yum
from rdopkg_ci.doors.repos.repodata import MetadataCache
from rdopkg_ci.errors import CiError, MissingTool, UsageError

KEY = 'RDO Test'


@pytest.fixture(scope='module')
def keyring() -> Iterator[Path]:
    """A GPG home with one key; not below tmp_path, whose names are too long for the agent's socket."""
    if not (shutil.which('gpg') and shutil.which('rpmsign')):
        pytest.skip('gpg or rpmsign is not installed')
    place = Path(mkdtemp(prefix='gpg-'))
    command.run(
        'gpg',
        '--homedir',
        str(place),
        '--batch',
        '--passphrase',
        '',
        '--quick-gen-key',
        KEY,
        'rsa2048',
        'sign',
        'never',
    )
    yield place
    command.run('gpgconf', '--homedir', str(place), '--kill', 'all')
    shutil.rmtree(place)


@pytest.fixture
def cache(tmp_path: Path, keyring: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv('GNUPGHOME', str(keyring))
    return tmp_path / 'signed'


def originals(*paths: Path) -> dict[str, Path]:
    return {files.sha256(path): path for path in paths}


def test_copies_are_signed_and_originals_stay(cache: Path, keyring: Path, tmp_path: Path) -> None:
    wanted = originals(rpm('foo'), rpm('bar'))
    signed = signing.sign(wanted, KEY, cache)
    assert signed.keys() == wanted.keys()
    assert originals(*wanted.values()) == wanted
    public = tmp_path / 'key.asc'
    public.write_bytes(
        command.run('gpg', '--homedir', str(keyring), '--armor', '--export', KEY).out
    )
    command.run('rpmkeys', '--dbpath', str(tmp_path / 'db'), '--import', str(public))
    said = command.run(
        'rpmkeys', '--dbpath', str(tmp_path / 'db'), '--checksig', *map(str, signed.values())
    ).text
    assert said.count('digests signatures OK') == 2


def test_signing_again_gives_the_same_files(cache: Path) -> None:
    first = signing.sign(originals(rpm('foo')), KEY, cache)
    checksums = {sha256: files.sha256(path) for sha256, path in first.items()}
    again = signing.sign(originals(rpm('foo'), rpm('bar')), KEY, cache)
    assert {sha256: files.sha256(again[sha256]) for sha256 in first} == checksums
    assert signing.known(again, KEY, cache) == again
    assert signing.known(again, 'another key', cache) == {}


def test_nothing_to_sign(tmp_path: Path) -> None:
    assert signing.sign({}, KEY, tmp_path / 'signed') == {}


def test_what_a_killed_one_left_is_cleaned(cache: Path) -> None:
    (cache / '.work' / 'left').mkdir(parents=True)
    signing.sign(originals(rpm('foo')), KEY, cache)
    assert not (cache / '.work').exists()


@pytest.mark.parametrize('key', ['%{lua:os.exit()}', 'a\nb', '\x1b[0m'], ids=repr)
def test_a_name_that_rpm_would_expand_is_refused(cache: Path, key: str) -> None:
    with pytest.raises(UsageError, match='is not the name of a key'):
        signing.sign(originals(rpm('foo')), key, cache)


def test_an_unknown_key_is_an_error_and_leaves_nothing(cache: Path) -> None:
    with pytest.raises(CiError, match='rpmsign'):
        signing.sign(originals(rpm('foo')), 'Nobody', cache)
    assert signing.known(originals(rpm('foo')), 'Nobody', cache) == {}


def test_a_tool_that_does_not_sign_is_found_out(
    cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tool = tmp_path / 'bin' / 'rpmsign'
    tool.parent.mkdir()
    tool.write_text('#!/bin/sh\n')
    tool.chmod(0o755)
    monkeypatch.setenv('PATH', f'{tool.parent}:/usr/bin:/bin')
    with pytest.raises(CiError, match='without a signature'):
        signing.sign(originals(rpm('foo')), KEY, cache)


def test_without_the_tool_it_says_which(
    cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = originals(rpm('foo'))
    monkeypatch.setenv('PATH', str(tmp_path))
    with pytest.raises(MissingTool, match='rpmsign is not installed'):
        signing.sign(wanted, KEY, cache)


@pytest.mark.parametrize(
    ('version', 'text', 'is_other'),
    [
        pytest.param('1', 'A test.', False, id='the same, but for the signature'),
        pytest.param('1', 'Built again.', True, id='built again'),
        pytest.param('2', 'A test.', False, id='another name'),
    ],
)
def test_a_signed_copy_is_no_other_content(
    cache: Path, tmp_path: Path, version: str, text: str, is_other: bool
) -> None:
    [copy] = signing.sign(originals(rpm('foo')), KEY, cache).values()
    (tmp_path / 'repo').mkdir()
    shutil.copy(copy, tmp_path / 'repo' / 'foo-1-1.noarch.rpm')
    yum.make(tmp_path / 'repo')
    ours = Brought('aaaa', f'foo-{version}-1.noarch.rpm', f'foo-{version}-1', '')
    found = namesakes.others(
        (tmp_path / 'repo').as_uri(),
        MetadataCache(tmp_path / 'metadata'),
        {ours: rpm('foo', version, text)},
    )
    assert found == ({ours} if is_other else set())
