"""A session with a Gerrit: JSON in and out, with its guard against scripts taken off."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from rdopkg_ci.core.text import json_values
from rdopkg_ci.core.text.terminal import brief, safe_line
from rdopkg_ci.doors.gerrit.settings import VARIABLE, GerritSettings
from rdopkg_ci.doors.http import (
    Absent,
    Credentials,
    Http,
    HttpError,
    HttpResponse,
    Limits,
    NotAllowed,
    Rejected,
    Unreachable,
    shown,
)
from rdopkg_ci.errors import CiError, Refused

SIZE = 64_000_000
LIMITS = Limits(connect=10, read=60, whole=120, size=SIZE)
_GUARD = b")]}'"
_JSON = {'Content-Type': 'application/json; charset=utf-8', 'Accept': 'application/json'}
_CONFLICT = (409, 412)
_CREATED = 201
UNKNOWN = 401
MADE = 'HTTP passwords and tokens are made in the settings of the Gerrit.'
_AWAY = 'Nothing is lost: run this again when the Gerrit is back.'
_WORDS = 500


class GerritServer:
    """For any number of threads at once; without credentials it is asked as anybody may. Everything
    raises Absent, NotAllowed, Unreachable or Rejected, with the server's own words, and Refused
    where the state of things does not allow it.
    """

    def __init__(self, url: str, http: Http, user: str = '', remedy: str = '') -> None:
        """``remedy`` says what to do where it does not believe who we are."""
        self.url = url
        self.user = user
        self._remedy = remedy
        self._http = http

    def get(self, path: str) -> Any:
        """What is at a path such as ``/changes/?q=…``."""
        return _value(self._asked('GET', path, b''))

    def send(self, method: str, path: str, body: Mapping[str, Any]) -> Any:
        """PUT or POST once; what it answers, None for nothing."""
        return _value(self._asked(method, path, json.dumps(body).encode()))

    def made(self, path: str) -> bool:
        """PUT once; whether there was no such thing before."""
        return self._asked('PUT', path, b'{}').status == _CREATED

    def ssh_info(self) -> str:
        """``HOST PORT``, or other words where it has no ssh."""
        answer = self._http.get(f'{self.url}/ssh_info')
        return brief(safe_line(answer.body.decode('utf-8', 'replace')), _WORDS).strip()

    def _asked(self, method: str, path: str, body: bytes) -> HttpResponse:
        url = f'{self.url}{"/a" if self.user else ""}{path}'
        try:
            if method == 'GET':
                return self._http.get(url, {'Accept': 'application/json'})
            return self._http.send(method, url, body, _JSON)
        except Unreachable as error:
            error.hint = f'{error.hint} {_AWAY}'.strip()
            raise
        except (Absent, NotAllowed, Rejected) as error:
            raise self._named(error) from error

    def _named(self, error: HttpError) -> CiError:
        """The same failure in the server's words."""
        answer = error.answer
        said = words(answer)
        is_unknown = isinstance(error, NotAllowed) and answer and answer.status == UNKNOWN
        if answer is None or not (said or is_unknown):
            return error
        if answer.status in _CONFLICT:
            return Refused(said)
        if isinstance(error, Absent):
            hint = 'It may be there and hidden from us: the server does not tell.'
            return Absent(f'{shown(answer.url)}: {said}', hint, answer)
        if isinstance(error, NotAllowed):
            who = f'the user {self.user}' if self.user else 'anonymous'
            problem = f'the Gerrit does not allow this to {who}: {said or error}'
            return NotAllowed(problem, self._hint(answer), answer)
        return Rejected(f'the Gerrit does not take this: {said}', error.hint, answer)

    def _hint(self, answer: HttpResponse) -> str:
        if answer.status == UNKNOWN and self._remedy:
            return f'{self._remedy} {MADE}'
        if answer.status == UNKNOWN or not self.user:
            return (
                f'Set gerrit.user, and {VARIABLE} or ~/.netrc to an HTTP password or token of'
                ' theirs.'
            )
        return f'Ask an owner of the project in Gerrit to grant this to {self.user}.'


def connect(settings: GerritSettings, credentials: Credentials | None) -> GerritServer:
    http = Http(LIMITS, credentials, settings.ca, netrc=False)
    if credentials is None:
        return GerritServer(settings.url, http)
    return GerritServer(settings.url, http, credentials.user, credentials.remedy)


def words(answer: HttpResponse | None) -> str:
    """What a refusal says; nothing where it is a page for people."""
    if answer is None or not answer.headers.get('content-type', '').startswith('text/plain'):
        return ''
    return brief(safe_line(answer.body.decode('utf-8', 'replace')), _WORDS)


def _value(answer: HttpResponse) -> Any:
    if not answer.body.strip():
        return None
    guard, _, rest = answer.body.partition(b'\n')
    if guard.strip() != _GUARD:
        raise Unreachable(
            f'{shown(answer.url)} is not what we asked for, but a page of something before the'
            ' Gerrit: a sign-in, or a proxy; or gerrit.url is not the address of a Gerrit',
            'Open gerrit.url in a browser: its list of changes must be at /q/status:open below it.',
            answer,
            is_passing=False,
        )
    try:
        return json_values.anything(rest, SIZE)
    except ValueError as error:
        raise Unreachable(f'{shown(answer.url)}: the answer is no JSON: {error}') from error
