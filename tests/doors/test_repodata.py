"""Metadata from a web server, as good and as bad as they come."""

from __future__ import annotations

import gzip
import hashlib
import lzma
import os
import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from rpmkit import Words, build
from webserver import Handle, Handler, WebServer

from rdopkg_ci.core.publication import repomd
from rdopkg_ci.doors.http import Absent, NotAllowed, Rejected
from rdopkg_ci.doors.repos import repodata, yum
from rdopkg_ci.doors.repos.repodata import MetadataCache
from rdopkg_ci.errors import CiError

REPOMD = '/repo/repodata/repomd.xml'


def page(data: bytes) -> Handle:
    return lambda handler: handler.say(200, data)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[WebServer]:
    repo = tmp_path / 'repo'
    build(repo, Words('glance'))
    yum.make(repo)
    pages = {path: page(path.read_bytes()) for path in (repo / 'repodata').iterdir()}
    table = {f'/repo/repodata/{path.name}': handle for path, handle in pages.items()}
    with WebServer(table) as running:
        yield running


@pytest.fixture
def primary(tmp_path: Path, server: WebServer) -> str:
    """The path of the server's primary metadata."""
    named = repomd.data_files((tmp_path / 'repo' / 'repodata' / 'repomd.xml').read_bytes())
    [name] = [name for name in named if 'primary.xml' in name]
    return f'/repo/repodata/{name}'


def fetch(server: WebServer, tmp_path: Path) -> repodata.RepoData:
    return repodata.fetch(f'{server.url}/repo/', MetadataCache(tmp_path / 'cache'))


def test_it_is_fetched_once(server: WebServer, tmp_path: Path) -> None:
    found = fetch(server, tmp_path)
    assert found.primary is not None and found.filelists is not None
    assert len(server.asked) == 3
    assert fetch(server, tmp_path) == found
    assert server.paths()[3:] == [REPOMD], 'the rest is known by its checksum'


def test_for_one_run_a_repo_stays_what_it_was(server: WebServer, tmp_path: Path) -> None:
    url, pins = f'{server.url}/repo/', tmp_path / 'pins'
    cache = MetadataCache(tmp_path / 'cache', pins)
    assert repodata.pinned(url, pins) is None
    found = repodata.fetch(url, cache)
    listing = (tmp_path / 'repo' / 'repodata' / 'repomd.xml').read_bytes()
    assert repodata.pinned(url, pins) == hashlib.sha256(listing).hexdigest()
    server.table[REPOMD] = page(b'another state of it')
    assert repodata.fetch(url, cache) == found
    with pytest.raises(CiError):
        fetch(server, tmp_path)


def test_an_empty_repo_is_pinned_too(tmp_path: Path) -> None:
    (tmp_path / 'empty').mkdir()
    url, pins = (tmp_path / 'empty').as_uri(), tmp_path / 'pins'
    assert repodata.fetch(url, MetadataCache(tmp_path / 'cache', pins)).primary is None
    assert repodata.pinned(url, pins) == ''


def test_modules_are_told_of_and_not_read(server: WebServer, tmp_path: Path) -> None:
    assert not fetch(server, tmp_path).has_modules
    listing = (tmp_path / 'repo' / 'repodata' / 'repomd.xml').read_text('utf-8')
    modules = (
        f'<data type="modules"><checksum type="sha256">{"ab" * 32}</checksum>'
        '<location href="repodata/abc-modules.yaml.gz"/></data>'
    )
    server.table[REPOMD] = page(listing.replace('</repomd>', f'{modules}</repomd>').encode())
    assert fetch(server, tmp_path).has_modules


def test_what_nobody_asks_for_is_forgotten(server: WebServer, tmp_path: Path) -> None:
    old, long_ago = fetch(server, tmp_path), time.time() - repodata.KEPT - 60
    assert old.primary is not None and old.filelists is not None
    for one in (old.primary, old.filelists):
        os.utime(one.parent, (long_ago, long_ago))
    assert fetch(server, tmp_path).primary == old.primary, 'asking keeps it'
    os.utime(old.filelists.parent, (long_ago, long_ago))
    (tmp_path / 'other').mkdir()
    yum.make(tmp_path / 'other')
    repodata.fetch((tmp_path / 'other').as_uri(), MetadataCache(tmp_path / 'cache'))
    assert old.primary.exists() and not old.filelists.exists()


def test_a_server_that_is_busy_is_asked_again(server: WebServer, tmp_path: Path) -> None:
    good = server.table[REPOMD]

    def busy(handler: Handler) -> None:
        server.table[REPOMD] = good
        handler.say(503, Retry_After='0')

    server.table[REPOMD] = busy
    assert fetch(server, tmp_path).primary


def test_no_repo_there(server: WebServer, tmp_path: Path) -> None:
    del server.table[REPOMD]
    with pytest.raises(Absent, match='404') as caught:
        fetch(server, tmp_path)
    assert (
        caught.value.hint == f'There is no yum repo at {server.url}/repo/, or it has no metadata.'
    )


def test_not_for_us(server: WebServer, tmp_path: Path) -> None:
    server.table[REPOMD] = lambda handler: handler.say(403)
    with pytest.raises(NotAllowed):
        fetch(server, tmp_path)


def test_published_while_we_read(server: WebServer, tmp_path: Path, primary: str) -> None:
    good = server.table[primary]
    del server.table[primary]
    with pytest.raises(CiError, match=r'primary\.xml.* is missing'):
        fetch(server, tmp_path)
    server.table[primary] = page(b'something else')
    with pytest.raises(CiError, match=r'primary\.xml.* is not what repomd\.xml says'):
        fetch(server, tmp_path)
    server.table[primary] = good
    assert fetch(server, tmp_path).primary


def test_a_page_in_html(server: WebServer, tmp_path: Path) -> None:
    server.table[REPOMD] = page(b'<!doctype html><title>Sign in</title>')
    with pytest.raises(CiError, match=r'/repo/: '):
        fetch(server, tmp_path)


def test_more_than_any_repo_has(server: WebServer, tmp_path: Path) -> None:
    server.table[REPOMD] = page(b' ' * (repomd.LIMIT + 1))
    with pytest.raises(Rejected, match='larger than'):
        fetch(server, tmp_path)


def test_a_checksum_that_is_a_path_leads_nowhere(server: WebServer, tmp_path: Path) -> None:
    target = tmp_path / 'precious'
    target.mkdir()
    good = (tmp_path / 'repo' / 'repodata' / 'repomd.xml').read_text()
    evil = re.sub(r'(<checksum type="sha256">)[0-9a-f]{64}', rf'\1{target}', good)
    server.table[REPOMD] = page(evil.encode())
    with pytest.raises(CiError, match='not 64 hex digits'):
        fetch(server, tmp_path)
    assert list(target.iterdir()) == []


@pytest.mark.parametrize('kind', ['sha1', 'sha512'])
def test_two_repos_whose_files_have_the_same_names_are_not_mixed_up(
    tmp_path: Path, kind: str
) -> None:
    """As `createrepo --simple-md-filenames --checksum sha512` makes them."""
    found = []
    for name in ('glance', 'nova'):
        repo = tmp_path / name
        build(repo, Words(name))
        simple(repo, kind)
        data = repodata.fetch(repo.as_uri(), MetadataCache(tmp_path / 'cache'))
        assert data.primary is not None
        found.append(data.primary.read_bytes())
    assert b'glance' in found[0] and b'nova' in found[1]
    damaged = tmp_path / 'nova' / 'repodata' / 'primary.xml.gz'
    damaged.write_bytes(b'other')
    with pytest.raises(CiError, match=r'is not what repomd\.xml says'):
        repodata.fetch((tmp_path / 'nova').as_uri(), MetadataCache(tmp_path / 'new cache'))


def simple(repo: Path, kind: str) -> None:
    yum.make(repo)
    listing = repo / 'repodata' / 'repomd.xml'
    text = listing.read_text()
    for path in list((repo / 'repodata').glob('*-*.xml.gz')):
        sha256, _, name = path.name.partition('-')
        digest = hashlib.new(kind, path.read_bytes()).hexdigest()
        old = f'<checksum type="sha256">{sha256}'
        assert old in text
        text = text.replace(old, f'<checksum type="{kind}">{digest}').replace(path.name, name)
        path.rename(path.with_name(name))
    listing.write_text(text)


@pytest.mark.parametrize('packer', [gzip, lzma], ids=['gz', 'xz'])
def test_a_little_that_becomes_far_too_much_is_refused(tmp_path: Path, packer: Any) -> None:
    repodata_place = tmp_path / 'repo' / 'repodata'
    repodata_place.mkdir(parents=True)
    suffix = 'gz' if packer is gzip else 'xz'
    bomb = packer.compress(b' ' * 60_000_000)
    digest = hashlib.sha256(bomb).hexdigest()
    (repodata_place / f'primary.xml.{suffix}').write_bytes(bomb)
    (repodata_place / 'repomd.xml').write_text(
        '<repomd xmlns="http://linux.duke.edu/metadata/repo"><data type="primary">'
        f'<checksum type="sha256">{digest}</checksum>'
        f'<location href="repodata/primary.xml.{suffix}"/></data></repomd>'
    )
    with pytest.raises(CiError, match='becomes more than'):
        repodata.fetch((tmp_path / 'repo').as_uri(), MetadataCache(tmp_path / 'cache'))
