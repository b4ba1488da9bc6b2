"""The session that a door asks its servers by."""

from __future__ import annotations

import time
from collections.abc import Callable, Container, Generator, Mapping
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, TypeVar

from rdopkg_ci.doors.http.address import Address, shown
from rdopkg_ci.doors.http.failures import HttpResponse, Unreachable
from rdopkg_ci.doors.http.limits import STANDARD, Credentials, Limits
from rdopkg_ci.errors import UsageError

if TYPE_CHECKING:
    from rdopkg_ci.doors.http.request import HttpRequest

SUCCESS = range(200, 300)
T = TypeVar('T')


class Http:
    """A session with servers, for any number of threads at once. ``ca`` is a file of the
    certificates to trust instead of the system's. Without ``follow`` a redirect of a GET is an
    unexpected status, as it always is for other methods; without ``netrc`` we are nobody where
    there are no credentials in our hands.
    """

    def __init__(
        self,
        limits: Limits = STANDARD,
        credentials: Credentials | None = None,
        ca: Path | None = None,
        follow: bool = True,
        netrc: bool = True,
    ) -> None:
        if ca is not None and not ca.is_file():
            raise UsageError(f'{ca}: there is no such file of certificates')
        # Here and not above: `rdopkg --help` must not pay for requests.
        from rdopkg_ci.doors.http import exchange, request, retrying, session

        self._exchange = exchange
        self._make = request.HttpRequest
        self._retrying = retrying
        self._session = session.Session()
        self._limits = limits
        self._credentials = credentials
        self._verify = True if ca is None else str(ca)
        self._follow = follow
        self._netrc = netrc

    def __enter__(self) -> Http:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        self._session.close()

    def forget(self) -> None:
        """Drop the cookies, and with them whatever the servers took us for."""
        self._session.cookies.clear()

    def get(
        self, url: str, headers: Mapping[str, str] | None = None, limits: Limits | None = None
    ) -> HttpResponse:
        """The answer to a GET, read whole. Raises Absent, NotAllowed, Unreachable or Rejected, and
        UsageError for what is not an http or https URL.
        """
        request = self._request('GET', url, headers, limits)
        return self._tried(request, partial(self._exchange.answer, self._session, request))

    def send(
        self,
        method: str,
        url: str,
        body: bytes = b'',
        headers: Mapping[str, str] | None = None,
        accept: Container[int] = SUCCESS,
    ) -> HttpResponse:
        """The answer to a POST, PUT or DELETE, which is made once and follows no redirect. Statuses
        in ``accept`` are returned; for others it raises as `get` does.
        """
        request = self._request(method, url, headers, None)
        request = request._replace(body=body, accept=accept)
        return self._exchange.answer(self._session, request)

    def ask(self, url: str, body: bytes, headers: Mapping[str, str] | None = None) -> HttpResponse:
        """The answer to a POST that changes nothing: made again as a GET is, and raising alike."""
        request = self._request('POST', url, headers, None)._replace(body=body)
        return self._tried(
            request._replace(method='GET'),
            partial(self._exchange.answer, self._session, request),
        )

    def stream(
        self,
        url: str,
        headers: Mapping[str, str] | None = None,
        limits: Limits | None = None,
        check: Callable[[HttpResponse], object] = bool,
    ) -> Generator[bytes, None, None]:
        """The decoded body of a GET in pieces; nothing is asked before the first is wanted. Raises
        as `get` does, also in the middle, for a body that breaks off there, and what ``check`` does
        for an answer whose body is still to come.
        """
        request = self._request('GET', url, headers, limits)
        opened = partial(self._exchange.opened, self._session, request, check)
        yield from self._exchange.pieces(request, self._tried(request, opened))

    def _request(
        self, method: str, url: str, headers: Mapping[str, str] | None, limits: Limits | None
    ) -> HttpRequest:
        try:
            address = Address.parse(url)
        except ValueError as error:
            hint = 'Write http://HOST/PATH or https://HOST/PATH.'
            raise UsageError(
                f'{shown(url)} is not a URL that can be asked: {error}', hint
            ) from error
        chosen = limits or self._limits
        return self._make(
            method,
            address,
            b'',
            headers or {},
            chosen,
            SUCCESS,
            time.monotonic() + chosen.whole,
            self._follow,
            self._verify,
            self._credentials,
            self._netrc,
        )

    def _tried(self, request: HttpRequest, once: Callable[[], T]) -> T:
        """What ``once`` returns, tried as often as the limits allow."""
        left = self._retrying.retries(request.limits.retries, request.limits.backoff)
        while True:
            try:
                return once()
            except Unreachable as error:
                tries = len(left.history) + 1
                fewer = self._retrying.again(left, request.method, error, request.deadline)
                if fewer is None:
                    error.hint = error.hint or (f'Tried {tries} times.' if tries > 1 else '')
                    raise
                left = fewer
