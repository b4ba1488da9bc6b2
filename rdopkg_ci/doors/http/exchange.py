"""One request and its answer, redirects followed, with nothing tried twice."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import requests

from rdopkg_ci.doors.files import PIECE
from rdopkg_ci.doors.http import body as bodies
from rdopkg_ci.doors.http import netrc
from rdopkg_ci.doors.http.address import Address, shown
from rdopkg_ci.doors.http.failures import (
    HttpError,
    HttpResponse,
    Rejected,
    Unreachable,
    of_status,
)
from rdopkg_ci.doors.http.limits import refused
from rdopkg_ci.doors.http.request import NETWORK, HttpRequest, failure, sent
from rdopkg_ci.doors.http.session import Session

REDIRECTS = 5
# What is read of an answer that is an error.
ERROR_BODY = 64_000
_MOVED = (301, 302, 303, 307, 308)


def answer(session: Session, request: HttpRequest) -> HttpResponse:
    """The answer, read whole."""
    response = opened(session, request)
    body = b''.join(pieces(request, response))
    return _answer(response, body)


def pieces(request: HttpRequest, response: requests.Response) -> Iterator[bytes]:
    """The decoded body; afterwards the connection is free for others, or closed."""
    try:
        yield from bodies.decoded(_raw(response), _small(response), request.limits.size)
    except (bodies.TooLarge, bodies.BadBody) as error:
        raise Rejected(f'{shown(response.url)}: {error}') from error
    except bodies.BrokenOff as error:
        raise Unreachable(f'{shown(response.url)} broke off: {error}') from error
    except NETWORK as error:
        raise failure(request, response.url, error) from error
    finally:
        response.raw.close()


def opened(
    session: Session, request: HttpRequest, check: Callable[[HttpResponse], object] = bool
) -> requests.Response:
    """The answer with its body still to be read; raises for its status, and what ``check`` does."""
    address, is_ours = request.address, True
    for _ in range(REDIRECTS + 1):
        response = sent(session, request, address, is_ours)
        location = response.headers.get('Location', '')
        if not (location and _follows(request, response)):
            return _checked(request, response, check)
        response.raw.close()
        address = _led(address, location)
        # Whoever was led away does not come back with credentials either.
        is_ours = is_ours and address.may_have(request.address.origin)
    said = shown(request.address.url)
    raise Rejected(f'{said}: leads on from address to address, more than {REDIRECTS} times')


def _follows(request: HttpRequest, response: requests.Response) -> bool:
    return request.follow and request.method == 'GET' and response.status_code in _MOVED


def _led(address: Address, location: str) -> Address:
    try:
        # Headers come as Latin-1, whatever they are.
        led = address.joined(location.encode('latin-1').decode())
    except ValueError as error:
        raise Rejected(f'{shown(address.url)}: leads to what is not a URL: {error}') from error
    if (address.origin.scheme, led.origin.scheme) == ('https', 'http'):
        raise Rejected(f'{shown(address.url)}: leads from https to {shown(led.url)}')
    return led


def _checked(
    request: HttpRequest, response: requests.Response, check: Callable[[HttpResponse], object]
) -> requests.Response:
    if response.status_code in request.accept:
        try:
            check(_answer(response, b''))
        except HttpError:
            response.raw.close()
            raise
        return response
    body = b''
    try:
        for piece in bodies.decoded(_raw(response, ERROR_BODY), _small(response), ERROR_BODY):
            body += piece
    except (ValueError, *NETWORK):
        pass  # the status says enough
    response.raw.close()
    raise of_status(_answer(response, body), _remedy(request, response))


def _remedy(request: HttpRequest, response: requests.Response) -> str:
    """Whose word it has refused; empty where nobody gave one, or who asked knows better."""
    if not request.netrc or 'Authorization' not in response.request.headers:
        return ''
    if request.address.login:
        return refused(request.address.login[0], 'the address itself')
    url = response.url
    return '' if request.credentials else refused(netrc.login(url), netrc.entry(url))


def _raw(response: requests.Response, piece: int = PIECE) -> Iterator[bytes]:
    return iter(lambda: response.raw.read(piece, decode_content=False), b'')


def _answer(response: requests.Response, body: bytes) -> HttpResponse:
    return HttpResponse(shown(response.url), response.status_code, _small(response), body)


def _small(response: requests.Response) -> Mapping[str, str]:
    return {name.lower(): value for name, value in response.headers.items()}
