"""A real web server on this machine with a table of handlers, which remembers what it was asked."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from http.server import BaseHTTPRequestHandler, SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import NamedTuple, TypeVar


class Asked(NamedTuple):
    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes


class Handler(BaseHTTPRequestHandler):
    """``asked`` and ``say`` are for the functions of the table."""

    server: WebServer
    asked: Asked
    protocol_version = 'HTTP/1.1'

    def say(self, status: int, body: bytes = b'', **headers: str) -> None:
        """A whole answer; ``Content_Length`` and the like are headers."""
        given = {name.replace('_', '-'): value for name, value in headers.items()}
        self.send_response(status)
        for name, value in {'Content-Length': str(len(body)), **given}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def answer(self) -> None:
        size = int(self.headers.get('Content-Length') or 0)
        headers = {name.lower(): value for name, value in self.headers.items()}
        self.asked = Asked(self.command, self.path, headers, self.rfile.read(size))
        self.server.asked.append(self.asked)
        try:
            self.server.handle_of(self.path)(self)
        except OSError:
            self.close_connection = True  # the client had enough

    do_GET = do_POST = do_PUT = do_DELETE = answer

    def log_message(self, format: str, *args: object) -> None:
        """Silent: pytest shows what matters."""


Handle = Callable[[Handler], None]


def absent(handler: Handler) -> None:
    handler.say(404, b'error: no such page\n')


Server = TypeVar('Server', bound='WebServer')


class WebServer(ThreadingHTTPServer):
    """Serves ``table`` as long as it is entered; ``asked`` are the requests in order."""

    daemon_threads = True
    block_on_close = False
    # Of more than the usual five at once, some would be tried again after a second.
    request_queue_size = 64

    def __init__(self, table: Mapping[str, Handle]) -> None:
        super().__init__(('127.0.0.1', 0), Handler)
        self.table = dict(table)
        self.asked: list[Asked] = []
        self.url = f'http://127.0.0.1:{self.server_port}'

    def handle_of(self, path: str) -> Handle:
        return self.table.get(path, absent)

    def __enter__(self: Server) -> Server:
        threading.Thread(target=self.serve_forever, args=(0.01,), daemon=True).start()
        return self

    def __exit__(self, *error: object) -> None:
        self.shutdown()
        self.server_close()

    def handle_error(self, request: object, client_address: object) -> None:
        """Clients that go away are what is tested."""

    def paths(self) -> list[str]:
        return [one.path for one in self.asked]


@contextmanager
def serving(directory: Path) -> Iterator[str]:
    """A directory on a web server of Python's own; its URL."""
    handler = partial(SimpleHTTPRequestHandler, directory=str(directory))
    with ThreadingHTTPServer(('127.0.0.1', 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f'http://127.0.0.1:{server.server_port}'
        server.shutdown()
