"""What servers answer, and the ways in which they do not."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from rdopkg_ci.core.text.terminal import safe_line
from rdopkg_ci.doors.http.address import shown
from rdopkg_ci.errors import CiError, NotAuthorised

TOO_MANY = 429


@dataclass(frozen=True)
class HttpResponse:
    """``url`` is where it came from in the end, without credentials; the names of ``headers`` are
    in small letters; ``body`` is decoded.
    """

    url: str
    status: int
    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(repr=False)


class HttpError(CiError):
    """A server did not give what it was asked for; ``answer`` is what it said instead, with the
    beginning of its body, None where it said nothing.
    """

    def __init__(self, message: str, hint: str = '', answer: HttpResponse | None = None) -> None:
        super().__init__(message, hint)
        self.answer = answer


class Absent(HttpError):
    """There is no such thing there: 404 or 410."""


class Unreachable(HttpError):
    """The server, or the way to it, is out of order: no connection, no answer in time, an answer
    that broke off, 429 or 5xx. ``is_passing`` says whether the same may work in a moment.
    """

    def __init__(
        self,
        message: str,
        hint: str = '',
        answer: HttpResponse | None = None,
        is_passing: bool = True,
    ) -> None:
        super().__init__(message, hint, answer)
        self.is_passing = is_passing


class NotAllowed(HttpError, NotAuthorised):
    """401 or 403."""


class Rejected(HttpError):
    """Any other status that was not expected, redirects without end, or an answer out of bounds."""


def of_status(answer: HttpResponse, remedy: str = '') -> HttpError:
    """What an answer with an unexpected status means; ``remedy`` says what to do where it does not
    believe who we are.
    """
    said = f'{shown(answer.url)}: HTTP {answer.status}'
    if answer.status in (404, 410):
        return Absent(f'{said}: there is no such page', answer=answer)
    if answer.status == 401:
        hint = 'Put the user name and password, or token, for this server into ~/.netrc.'
        return NotAllowed(f'{said}: the server wants to know who we are', remedy or hint, answer)
    if answer.status == 403:
        hint = 'Ask its admin for the permission, or be somebody else in ~/.netrc.'
        return NotAllowed(f'{said}: the server does not allow it', hint, answer)
    if answer.status == TOO_MANY or answer.status >= 500:
        return Unreachable(f'{said}: the server is out of order', answer=answer)
    if 300 <= answer.status < 400:
        led = shown(answer.headers.get('location', 'nowhere'))
        return Rejected(f'{said}: it leads to {led}', answer=answer)
    return Rejected(f'{said}: the server does not take this request', answer=answer)


def of_error(url: str, error: Exception) -> Unreachable:
    """What a failure of the network means; nothing of the library's long words is shown."""
    reason, hint, is_passing = 'the connection broke off', '', True
    for one in _chain(error):
        if isinstance(one, ssl.SSLError):
            words = getattr(one, 'verify_message', '') or one.reason or 'it speaks no TLS'
            reason = f'its certificate or TLS cannot be trusted: {safe_line(str(words))[:200]}'
            hint = 'A CA of your own is named by jenkins.ca, gerrit.ca or REQUESTS_CA_BUNDLE.'
            is_passing = False
        elif isinstance(one, socket.gaierror):
            reason = 'its name cannot be resolved'
        elif isinstance(one, (TimeoutError, socket.timeout)):
            reason = 'it did not answer in time'
        elif isinstance(one, OSError) and one.strerror:
            reason = one.strerror
        else:
            continue
        break
    # What was asked for is none of its business.
    message = f'{shown(url.partition("?")[0])} cannot be reached: {reason}'
    return Unreachable(message, hint, is_passing=is_passing)


def _chain(error: BaseException) -> Iterator[BaseException]:
    """The error and what it wraps, outermost first."""
    ahead: list[object] = [error]
    seen: list[BaseException] = []
    while ahead:
        one = ahead.pop(0)
        if isinstance(one, BaseException) and one not in seen:
            seen.append(one)
            yield one
            ahead += [*one.args, getattr(one, 'reason', None), one.__cause__, one.__context__]
