"""A session with a Jenkins: reading with `tree`, posting with a crumb where one is wanted."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable, Container, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import Any, TypeVar
from urllib.parse import urlencode

from rdopkg_ci.doors.http import Absent, Credentials, Http, HttpResponse, Limits, NotAllowed, netrc
from rdopkg_ci.doors.jenkins import answers
from rdopkg_ci.doors.jenkins.address import JenkinsAddress
from rdopkg_ci.doors.jenkins.settings import VARIABLE, JenkinsSettings
from rdopkg_ci.errors import NotAuthorised

LIMITS = Limits(connect=10, read=30, whole=120, size=answers.JSON)
# A server that boots knows nobody for a moment.
PATIENCE = 2.0
FORM = {'Content-Type': 'application/x-www-form-urlencoded'}
_TOKEN = re.compile(r'[\w.:-]{1,200}', re.A)
T = TypeVar('T')


class Server:
    """For any number of threads at once. Everything raises Absent for 404, NotAllowed with the
    permission that is missing, Unreachable for a server, proxy or network out of order, and
    Rejected for other answers.
    """

    def __init__(
        self, address: JenkinsAddress, http: Http, user: str = '', remedy: str = ''
    ) -> None:
        self.address = address
        self.http = http
        self.user = user
        self._remedy = remedy
        self._crumb: Mapping[str, str] = {}
        self._renewal = threading.Lock()
        self._knows_tree = True

    def json(self, path: str, tree: str, needs: str = 'Overall/Read') -> Mapping[str, Any]:
        """What ``tree`` selects of the object at a path below the root. Servers that do not know it
        tell themselves by telling more: they are asked for all to a depth instead.
        """
        if self._knows_tree:
            found = self._json(path, {'tree': tree}, needs)
            if '[' not in tree or found.keys() <= answers.selected(tree):
                return found
            self._knows_tree = False
        return self._json(path, {'depth': '1'}, needs)

    def _json(self, path: str, query: Mapping[str, str], needs: str) -> Mapping[str, Any]:
        asked = f'{self.address.root}{path}/api/json?{urlencode(query, safe="[],{}")}'
        return answers.mapping(self._patiently(lambda: self.http.get(asked), needs))

    def page(self, path: str, needs: str = 'Overall/Read') -> HttpResponse:
        """A page for people below the root."""
        return self._patiently(lambda: self.http.get(self.address.root + path), needs)

    def get(self, path: str, needs: str, limit: int = answers.JSON) -> HttpResponse:
        """A file below the root, of at most ``limit`` bytes."""
        limits = replace(LIMITS, size=limit)
        url = self.address.root + path
        answer = self._patiently(lambda: self.http.get(url, limits=limits), needs)
        answers.check(answer)
        return answer

    def stream(self, path: str, needs: str, limits: Limits) -> Iterator[bytes]:
        """A file below the root in pieces."""
        url = self.address.root + path
        with self._naming(needs):
            yield from self.http.stream(url, limits=limits, check=answers.check)

    def post(
        self,
        path: str,
        body: bytes,
        needs: str,
        accept: Container[int],
        headers: Mapping[str, str] = FORM,
    ) -> HttpResponse:
        """POST once; again only when it was refused for want of a crumb, for then it never reached
        what it was for. Other statuses than those in ``accept`` raise.
        """
        used = self._crumb
        try:
            return self._post(path, body, accept, headers)
        except NotAllowed as error:
            if not _is_crumb_wanted(error.answer):
                raise answers.denied(error, needs, self.user, self._remedy) from error
        with self._renewal:
            # Whoever was first has renewed it for all: another session would end theirs.
            if self._crumb is used:
                self._renew_crumb()
        with self._naming(needs):
            return self._post(path, body, accept, headers)

    def _post(
        self, path: str, body: bytes, accept: Container[int], headers: Mapping[str, str]
    ) -> HttpResponse:
        url = self.address.root + path
        return self.http.send('POST', url, body, {**headers, **self._crumb}, accept)

    def _renew_crumb(self) -> None:
        """A crumb belongs to a session, and the session may be gone."""
        self.http.forget()
        try:
            found = self.json('/crumbIssuer', 'crumb,crumbRequestField')
        except Absent:
            found = {}
        field, crumb = str(found.get('crumbRequestField')), str(found.get('crumb'))
        is_crumb = _TOKEN.fullmatch(field) and _TOKEN.fullmatch(crumb)
        self._crumb = {field: crumb} if is_crumb else {}

    def _patiently(self, ask: Callable[[], T], needs: str) -> T:
        try:
            return ask()
        except NotAllowed as error:
            if error.answer is None or error.answer.status != 401 or not self.user:
                raise answers.denied(error, needs, self.user, self._remedy) from error
        time.sleep(PATIENCE)
        with self._naming(needs):
            return ask()

    @contextmanager
    def _naming(self, needs: str) -> Iterator[None]:
        """Say which permission is missing, where one is."""
        try:
            yield
        except NotAllowed as error:
            raise answers.denied(error, needs, self.user, self._remedy) from error


def connect(settings: JenkinsSettings, environ: Mapping[str, str]) -> Server:
    """The server of the settings. Raises NotAuthorised where there is a user without a token."""
    address = JenkinsAddress.parse(settings.url)
    credentials = None
    if settings.user:
        own, url = environ.get(VARIABLE, ''), settings.url
        token = own or netrc.secret(url, settings.user)
        if not token:
            raise NotAuthorised(
                f'there is no token for the user {settings.user} of {settings.url}',
                f'Put an API token of theirs into {VARIABLE}, or into ~/.netrc for that host;'
                ' or leave jenkins.user empty, to be anonymous.',
            )
        source = f'the variable {VARIABLE}' if own else netrc.entry(url)
        credentials = Credentials(url, settings.user, token, source)
    http = Http(LIMITS, credentials, settings.ca, netrc=False)
    return Server(address, http, settings.user, credentials.remedy if credentials else '')


def _is_crumb_wanted(answer: HttpResponse | None) -> bool:
    """Refused without the name of a permission: so far it came, and no further."""
    if answer is None or answer.status != 403:
        return False
    return 'x-required-permission' not in answer.headers
