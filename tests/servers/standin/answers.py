"""A request as the pages see it, and what they say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

from servers.standin.security import Denied, User


@dataclass(frozen=True)
class Asked:
    method: str
    path: str
    query: Mapping[str, str]
    body: bytes
    headers: Mapping[str, str]
    user: User

    def needs(self, permission: str) -> None:
        if permission not in self.user.may:
            raise Denied(permission)

    @property
    def given(self) -> Mapping[str, str]:
        """The parameters of the query and of the form."""
        form = self.headers.get('content-type', '').startswith('application/x-www-form')
        inside = parse_qsl(self.body.decode(), keep_blank_values=True) if form else []
        return {**self.query, **dict(inside)}


@dataclass(frozen=True)
class Answer:
    """``data`` is sent as JSON; a ``page`` carries the headers by which a server names itself."""

    status: int = 200
    body: bytes = b''
    kind: str = 'text/html;charset=utf-8'
    headers: Mapping[str, str] = field(default_factory=dict)
    page: bool = False
    data: Any = None
