"""The changes of a project for one branch, as the server has them now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any
from urllib.parse import quote, urlencode

from rdopkg_ci.core.review.change import Change
from rdopkg_ci.core.review.closed import Closed
from rdopkg_ci.core.text import json_values
from rdopkg_ci.doors.gerrit import changes, people
from rdopkg_ci.doors.gerrit.abandoning import abandoned
from rdopkg_ci.doors.gerrit.changes import OPTIONS, Reader, query
from rdopkg_ci.doors.gerrit.server import GerritServer
from rdopkg_ci.doors.http import Absent, Unreachable
from rdopkg_ci.errors import LostRace, Refused, UsageError

_OPEN = 'NEW'


class GerritProject:
    def __init__(self, server: GerritServer, project: str, branch: str) -> None:
        self._server = server
        self._project = project
        self._branch = branch

    def open(self) -> Sequence[Change]:
        """All open changes, the oldest number first."""
        terms = query(project=self._project, branch=self._branch, status='open')
        found = [self._read(one) for one in self._query(terms, OPTIONS)]
        return sorted(found, key=lambda change: change.number)

    def closed(self, path: str) -> Sequence[Closed]:
        """The closed changes of that file, the newest first."""
        asked = {'project': self._project, 'branch': self._branch, 'status': 'closed'}
        terms = query(**asked, path=path)
        found = [Closed(self._read(one), abandoned(one)) for one in self._query(terms, OPTIONS)]
        return sorted(found, key=lambda closed: closed.change.number, reverse=True)

    def known(self, key: str) -> Change | None:
        """The change of that key, as the server has it. Raises Refused where it is closed."""
        terms = query(project=self._project, branch=self._branch, change=key)
        for raw in self._query(terms, OPTIONS):
            change, status = self._read(raw), str(raw['status'])
            if status != _OPEN:
                raise Refused(
                    f'change {change.number} is {status.lower()} already',
                    'It takes no more patch sets: run this again for another change.',
                )
            return change
        return None

    def current(self, change: Change) -> Change:
        """The change as it is; raises LostRace where that is another patch set, or closed."""
        if change.problem:
            raise Refused(change.problem, 'A person has to look at it.')
        try:
            raw = self._server.get(f'{self.path(change)}?{_options(OPTIONS)}')
        except Absent as error:
            problem = f'there is no change {change.number}, or it is hidden from us'
            raise UsageError(problem) from error
        now, status = self._read(raw), str(raw['status'])
        if status != _OPEN:
            raise LostRace(f'change {change.number} is {status.lower()} already')
        if now.revision != change.revision:
            raise LostRace(f'change {change.number} has a newer patch set')
        return now

    def path(self, change: Change) -> str:
        return f'/changes/{quote(self._project, safe="")}~{change.number}'

    def revision(self, change: Change) -> str:
        return f'{self.path(change)}/revisions/{change.revision}'

    def _query(self, terms: str, options: Sequence[str]) -> Iterator[Any]:
        """All changes that fit, in as many answers as the server makes of them."""
        start = 0
        while True:
            asked = f'{urlencode({"q": terms, "S": start})}&{_options(options)}'
            page = self._server.get(f'/changes/?{asked}')
            if not isinstance(page, list):
                raise Unreachable(f'{self._server.url}: its list of changes is none')
            yield from page
            start += len(page)
            if not changes.more(page):
                return

    def _read(self, raw: Any) -> Change:
        """A change that has at least its number and its status."""
        try:
            json_values.text(json_values.mapping(raw, 'a change'), 'status')
            return self._reader.change(raw)
        except ValueError as error:
            said = f'{self._server.url}: what it tells of a change cannot be read: {error}'
            raise Unreachable(said) from error

    @cached_property
    def _reader(self) -> Reader:
        us = self._server.get('/accounts/self') if self._server.user else None
        home = f'{self._server.url}/c/{quote(self._project)}/+'
        return Reader(people.account(us), home)


def _options(options: Sequence[str]) -> str:
    return '&'.join(f'o={option}' for option in options)
