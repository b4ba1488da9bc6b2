"""A change of the local review system as it lies in its meta ref: one file, ``change.json``."""

from __future__ import annotations

import json
from typing import Any, NamedTuple

from rdopkg_ci.doors.review import Change, Message, Vote

FILE = 'change.json'
OPEN, MERGED, ABANDONED = 'open', 'merged', 'abandoned'


class Stored(NamedTuple):
    """``meta`` is the commit that it was read from, empty for a new change; patch sets count from
    1.
    """

    change: Change
    status: str
    patch_set: int
    meta: str = ''

    def dump(self) -> bytes:
        data = {**self.change._asdict(), 'status': self.status, 'patch_set': self.patch_set}
        data['votes'] = [vote._asdict() for vote in self.change.votes]
        data['messages'] = [message._asdict() for message in self.change.messages]
        return (json.dumps(data, indent=1) + '\n').encode()

    @classmethod
    def parse(cls, content: bytes, meta: str) -> Stored:
        data: dict[str, Any] = json.loads(content)
        status, patch_set = data.pop('status'), data.pop('patch_set')
        votes = tuple(Vote(**vote) for vote in data.pop('votes'))
        messages = tuple(Message(**message) for message in data.pop('messages'))
        return cls(Change(**data, votes=votes, messages=messages), status, patch_set, meta)

    def with_(self, **fields: Any) -> Stored:
        """The same with other values in its change."""
        return self._replace(change=self.change._replace(**fields))


def meta_ref(number: int) -> str:
    return f'{_folder(number)}/meta'


def patch_set_ref(number: int, patch_set: int) -> str:
    """As Gerrit names them, so that `git fetch REPO REF` works here as there."""
    return f'{_folder(number)}/{patch_set}'


def _folder(number: int) -> str:
    return f'refs/changes/{number % 100:02}/{number}'
