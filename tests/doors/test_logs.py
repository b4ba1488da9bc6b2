from __future__ import annotations

import io
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from types import SimpleNamespace

import pytest

from rdopkg_ci.doors import files, logs
from rdopkg_ci.errors import CiError


class Console(BaseHTTPRequestHandler):
    """Serves one log, and 404 for every other path."""

    def do_GET(self) -> None:
        found = self.path == '/consoleText'
        self.send_response(200 if found else 404)
        self.end_headers()
        self.wfile.write(b'one\ntwo\n' if found else b'error: no such page\n')

    def log_message(self, format: str, *args: object) -> None:
        """Silent: pytest shows what matters."""


@pytest.fixture
def server() -> Iterator[str]:
    with HTTPServer(('127.0.0.1', 0), Console) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f'http://127.0.0.1:{running.server_port}'
        running.shutdown()


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
    assert b''.join(logs.read(f'{server}/consoleText')) == b'one\ntwo\n'


def test_a_page_that_is_not_there_is_no_log(server: str) -> None:
    with pytest.raises(CiError, match='404'):
        list(logs.read(f'{server}/other'))
