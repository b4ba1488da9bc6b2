from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from webserver import WebServer

from rdopkg_ci.doors import files, logs
from rdopkg_ci.errors import CiError, UsageError


@pytest.fixture
def server() -> Iterator[str]:
    """Serves one log, and 404 for every other path."""
    table = {'/consoleText': lambda handler: handler.say(200, b'one\ntwo\n')}
    with WebServer(table) as running:
        yield running.url


def test_a_file_comes_in_pieces(tmp_path: Path) -> None:
    log = tmp_path / 'console'
    log.write_bytes(b'x' * (files.PIECE + 1))
    assert [len(piece) for piece in logs.read(str(log))] == [files.PIECE, 1]


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr('sys.stdin', SimpleNamespace(buffer=io.BytesIO(b'one\n')))
    assert list(logs.read('-')) == [b'one\n']


@pytest.mark.parametrize(
    ('name', 'reason'),
    [('gone', 'No such file'), ('.', 'Is a directory')],
    ids=['missing', 'directory'],
)
def test_what_cannot_be_read(tmp_path: Path, name: str, reason: str) -> None:
    with pytest.raises(CiError, match=reason):
        list(logs.read(str(tmp_path / name)))


def test_a_url(server: str) -> None:
    for url in (f'{server}/consoleText', f'HTTP{server[4:]}/consoleText'):
        assert b''.join(logs.read(url)) == b'one\ntwo\n'


@pytest.mark.parametrize('url', ['http://[::1', 'https://', 'file://[::1', 'file:///%00x'])
def test_what_is_not_a_url(url: str) -> None:
    with pytest.raises(UsageError, match=r'not a (file )?URL'):
        list(logs.read(url))


def test_a_log_by_a_file_url(tmp_path: Path) -> None:
    (tmp_path / 'a log').write_bytes(b'one\n')
    url = (tmp_path / 'a log').as_uri()
    assert list(logs.read(url)) == list(logs.read(url.replace('file:', 'FILE:'))) == [b'one\n']


@pytest.mark.parametrize(
    ('name', 'title'),
    [
        ('https://me:s3cret@example.org/x?y=z', 'https://example.org/x?y=z'),
        ('HTTP://me@example.org/x', 'HTTP://example.org/x'),
        ('logs//me@host', 'logs//me@host'),
        ('-', '-'),
    ],
)
def test_a_title_holds_no_password(name: str, title: str) -> None:
    assert logs.title(name) == title


def test_a_page_that_is_not_there_is_no_log(server: str) -> None:
    with pytest.raises(CiError, match='404'):
        list(logs.read(f'{server}/other'))
