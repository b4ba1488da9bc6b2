"""One request as it goes out: to one address, with the credentials that are for it."""

from __future__ import annotations

import http.client
import time
from collections.abc import Container, Mapping
from typing import Any, NamedTuple

import requests
from urllib3.exceptions import HTTPError, LocationParseError

from rdopkg_ci import __version__
from rdopkg_ci.doors.http.address import Address, shown
from rdopkg_ci.doors.http.failures import Unreachable, of_error
from rdopkg_ci.doors.http.limits import Credentials, Limits
from rdopkg_ci.doors.http.session import Session, until
from rdopkg_ci.errors import UsageError

NETWORK = (requests.RequestException, HTTPError, http.client.HTTPException, OSError)
_BAD_URL = (requests.exceptions.InvalidURL, LocationParseError, UnicodeError)
_HEADERS = {'User-Agent': f'rdopkg-ci/{__version__}', 'Accept-Encoding': 'gzip'}


class HttpRequest(NamedTuple):
    """``deadline`` is a time of `time.monotonic`; ``accept`` are the statuses that are no error,
    ``follow`` says whether redirects of a GET are followed, ``verify`` is what requests takes;
    ``netrc`` says whether credentials are looked for there.
    """

    method: str
    address: Address
    body: bytes
    headers: Mapping[str, str]
    limits: Limits
    accept: Container[int]
    deadline: float
    follow: bool
    verify: bool | str
    credentials: Credentials | None
    netrc: bool


def sent(
    session: Session, request: HttpRequest, address: Address, is_ours: bool
) -> requests.Response:
    left = request.deadline - time.monotonic()
    if left <= 0:
        raise _late(request, address.url)
    limits = request.limits
    try:
        with until(request.deadline):
            return session.request(
                request.method,
                address.url,
                data=request.body,
                headers={**_HEADERS, **(request.headers if is_ours else {})},
                auth=_auth(request, address) if is_ours else _nobody,
                timeout=(min(limits.connect, left), min(limits.read, left)),
                verify=request.verify,
                allow_redirects=False,
                stream=True,
            )
    except _BAD_URL as error:
        raise UsageError(f'{shown(address.url)} is not a URL that can be asked') from error
    except NETWORK as error:
        raise failure(request, address.url, error) from error


def _auth(request: HttpRequest, address: Address) -> Any:
    """None lets requests look into ~/.netrc."""
    own = request.credentials
    if own and address.may_have(Address.parse(own.url).origin):
        return (own.user, own.secret)
    if request.address.login or request.netrc:
        return request.address.login
    return _nobody


def _nobody(prepared: Any) -> Any:
    """Keeps requests from looking into ~/.netrc."""
    return prepared


def failure(request: HttpRequest, url: str, error: Exception) -> Unreachable:
    is_late = time.monotonic() >= request.deadline
    return _late(request, url) if is_late else of_error(url, error)


def _late(request: HttpRequest, url: str) -> Unreachable:
    whole = request.limits.whole
    return Unreachable(f'{shown(url)} took longer than {whole:g} seconds', is_passing=False)
