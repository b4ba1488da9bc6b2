"""Who may do what, and crumbs that belong to a session."""

from __future__ import annotations

import base64
import secrets
from collections.abc import Mapping
from dataclasses import dataclass

EVERYTHING = frozenset(
    [
        'hudson.model.Hudson.Read',
        'hudson.model.Hudson.Administer',
        'hudson.model.Item.Read',
        'hudson.model.Item.Build',
        'hudson.model.Item.Create',
        'hudson.model.Item.Configure',
        'hudson.model.Item.ExtendedRead',
        'hudson.model.Item.Cancel',
        'hudson.model.Item.Delete',
    ]
)
LOOK = frozenset({'hudson.model.Hudson.Read', 'hudson.model.Item.Read'})


@dataclass(frozen=True)
class User:
    """The user ``anonymous`` is everybody without credentials."""

    name: str
    password: str = ''
    token: str = ''
    may: frozenset[str] = EVERYTHING


class Denied(Exception):
    def __init__(self, permission: str) -> None:
        super().__init__(permission)
        self.permission = permission


class BadCredentials(Exception):
    pass


class BadCrumb(Exception):
    pass


class Security:
    def __init__(self, users: Mapping[str, User], has_crumbs: bool) -> None:
        self.users = users
        self.has_crumbs = has_crumbs
        self._crumbs: dict[str, str] = {}

    def who(self, headers: Mapping[str, str]) -> tuple[User, bool]:
        """The user of a request, and whether a token proves it."""
        nobody = User('anonymous', may=frozenset() if self.users else EVERYTHING)
        given = headers.get('authorization', '')
        if not given.startswith('Basic '):
            return self.users.get('anonymous', nobody), False
        name, _, secret = base64.b64decode(given[6:]).decode().partition(':')
        user = self.users.get(name)
        if user is None or secret not in (user.password, user.token) or not secret:
            raise BadCredentials
        return user, secret == user.token

    def new_crumb(self) -> tuple[str, str]:
        """A session and the crumb that is good in it."""
        session, crumb = secrets.token_hex(8), secrets.token_hex(32)
        self._crumbs[session] = crumb
        return session, crumb

    def forget_sessions(self) -> None:
        self._crumbs.clear()

    def check_crumb(self, headers: Mapping[str, str], has_token: bool) -> None:
        if not self.has_crumbs or has_token:
            return
        cookies = dict(
            part.strip().partition('=')[::2] for part in headers.get('cookie', '').split(';')
        )
        expected = self._crumbs.get(cookies.get('JSESSIONID.1', ''))
        if not expected or headers.get('jenkins-crumb') != expected:
            raise BadCrumb
