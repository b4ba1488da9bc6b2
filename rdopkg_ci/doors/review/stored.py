"""A change of the local review system as it lies in its meta ref: one file, ``change.json``."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, NamedTuple

from rdopkg_ci.core.review.change import Change, Comment, Message, Vote

FILE = 'change.json'
OPEN, MERGED, ABANDONED = 'open', 'merged', 'abandoned'
_DERIVED = ('ref', 'paths', 'is_ours')


class StoredChange(NamedTuple):
    """``meta`` is the commit that it was read from, empty for a new change; patch sets count from
    1; ``comments`` are remarks with the revision that they are about.
    """

    change: Change
    status: str
    patch_set: int
    meta: str = ''
    comments: tuple[tuple[str, Comment], ...] = ()

    def dump(self) -> bytes:
        """Without what is known from elsewhere: refs, paths, and who we are."""
        data = {key: value for key, value in self.change._asdict().items() if key not in _DERIVED}
        data['votes'] = [_plain(vote) for vote in self.change.votes]
        data['messages'] = [_plain(message) for message in self.change.messages]
        data['comments'] = [[revision, *comment] for revision, comment in self.comments]
        data.update(status=self.status, patch_set=self.patch_set)
        return (json.dumps(data, indent=1) + '\n').encode()

    @classmethod
    def parse(cls, content: bytes, meta: str) -> StoredChange:
        data: dict[str, Any] = json.loads(content)
        status, patch_set = data.pop('status'), data.pop('patch_set')
        votes = tuple(Vote(**vote) for vote in data.pop('votes'))
        messages = tuple(Message(**message) for message in data.pop('messages'))
        comments = tuple((one[0], Comment(*one[1:])) for one in data.pop('comments', ()))
        ref = patch_set_ref(data['number'], patch_set)
        change = Change(**data, ref=ref, paths=(), votes=votes, messages=messages)
        return cls(change, status, patch_set, meta, comments)

    def with_(self, **fields: Any) -> StoredChange:
        """The same with other values in its change."""
        return self._replace(change=self.change._replace(**fields))

    def commented(self, revision: str, comments: Sequence[Comment]) -> StoredChange:
        """The same with more remarks on that revision."""
        return self._replace(comments=(*self.comments, *((revision, one) for one in comments)))


def _plain(said: Vote | Message) -> dict[str, Any]:
    return {key: value for key, value in said._asdict().items() if key not in _DERIVED}


def meta_ref(number: int) -> str:
    return f'{_folder(number)}/meta'


def patch_set_ref(number: int, patch_set: int) -> str:
    """As Gerrit names them, so that `git fetch REPO REF` works here as there."""
    return f'{_folder(number)}/{patch_set}'


def _folder(number: int) -> str:
    return f'refs/changes/{number % 100:02}/{number}'
