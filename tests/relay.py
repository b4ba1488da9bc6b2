"""A proxy before a server of the tests, which lets a test act between any two requests."""

from __future__ import annotations

import http.client
import threading
from collections.abc import Callable
from urllib.parse import urlsplit

from webserver import Asked, Handle, Handler, WebServer

# Those of one connection, which is ours to make.
_OWN = {'connection', 'content-length', 'date', 'server', 'transfer-encoding'}
# Told the moment, "before" or "after" the server is asked; the number of the request; the request.
OnRequest = Callable[[str, int, Asked], None]


def _nothing(moment: str, number: int, asked: Asked) -> None:
    """What happens between requests by itself."""


class Relay(WebServer):
    """Passes everything on to the server at ``url``; its own address ends with the same path."""

    def __init__(self, url: str) -> None:
        super().__init__({})
        parts = urlsplit(url)
        self._there = parts.netloc
        self.url += parts.path
        self.on_request: OnRequest = _nothing
        self._lock = threading.Lock()
        self._count = 0

    def watch(self, on_request: OnRequest = _nothing) -> None:
        """From now on; requests are counted from 1 again."""
        with self._lock:
            self._count, self.on_request = 0, on_request

    def handle_of(self, path: str) -> Handle:
        return self._pass

    def _pass(self, handler: Handler) -> None:
        with self._lock:
            self._count += 1
            number, tell = self._count, self.on_request
        tell('before', number, handler.asked)
        connection = http.client.HTTPConnection(self._there, timeout=120)
        asked = handler.asked
        connection.request(asked.method, asked.path, asked.body or None, dict(asked.headers))
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        tell('after', number, asked)
        kept = {name: one for name, one in answer.getheaders() if name.lower() not in _OWN}
        handler.say(answer.status, body, **kept)
