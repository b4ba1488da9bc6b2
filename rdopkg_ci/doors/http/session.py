"""The session of requests that we use: everything in it is for one thread or for many, and every
read ends at the deadline.

requests bounds the time between two bytes only, so a server that sends one a minute would hold us
for ever; it also follows redirects with the credentials that ~/.netrc has for the next host, and
reads their bodies without a bound. Hence no redirects here.
"""

from __future__ import annotations

import http.client
import io
import math
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.cookiejar import Cookie
from typing import Any

import requests
from requests.adapters import HTTPAdapter
from requests.cookies import RequestsCookieJar
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

# As many threads as a door may ask with at once.
CONNECTIONS = 16
_current = threading.local()


@contextmanager
def until(deadline: float) -> Iterator[None]:
    """Requests that this thread makes inside read nothing after ``deadline``, a time of
    `time.monotonic`.
    """
    _current.deadline = deadline
    try:
        yield
    finally:
        del _current.deadline


class _Timed(io.RawIOBase):
    """The socket's stream with a deadline, which holds for whoever reads it later, too."""

    def __init__(self, raw: io.RawIOBase, sock: socket.socket) -> None:
        self._raw = raw
        self._sock = sock
        self._patience = sock.gettimeout() or math.inf
        self._deadline = getattr(_current, 'deadline', math.inf)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise socket.timeout('the time is up')
        patience = min(self._patience, left)
        self._sock.settimeout(None if math.isinf(patience) else patience)
        return self._raw.readinto(buffer)

    def close(self) -> None:
        self._raw.close()
        super().close()


class _Response(http.client.HTTPResponse):
    def __init__(self, sock: socket.socket, *args: Any, **kwargs: Any) -> None:
        super().__init__(sock, *args, **kwargs)
        self.fp = io.BufferedReader(_Timed(self.fp.detach(), sock))


class _Connection(HTTPConnection):
    response_class = _Response


class _SecureConnection(HTTPSConnection):
    response_class = _Response


class _Pool(HTTPConnectionPool):
    ConnectionCls = _Connection


class _SecurePool(HTTPSConnectionPool):
    ConnectionCls = _SecureConnection


_POOLS = {'http': _Pool, 'https': _SecurePool}


class _Adapter(HTTPAdapter):
    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = _POOLS

    def proxy_manager_for(self, *args: Any, **kwargs: Any) -> Any:
        manager = super().proxy_manager_for(*args, **kwargs)
        manager.pool_classes_by_scheme = _POOLS
        return manager


class _Jar(RequestsCookieJar):
    def __iter__(self) -> Iterator[Cookie]:  # type: ignore[override]
        """Over a copy: other threads may receive cookies meanwhile."""
        with self._cookies_lock:  # type: ignore[attr-defined]
            return iter(list(super().__iter__()))


class Session(requests.Session):
    def __init__(self) -> None:
        super().__init__()
        self.cookies = _Jar()
        for scheme in ('http://', 'https://'):
            adapter = _Adapter(pool_connections=CONNECTIONS, pool_maxsize=CONNECTIONS)
            self.mount(scheme, adapter)

    def get_redirect_target(self, resp: requests.Response) -> None:
        return None
