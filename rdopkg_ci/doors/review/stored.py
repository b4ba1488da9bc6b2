"""A change of the local review system as it lies in its meta ref: one file, ``change.json``."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from rdopkg_ci.core.review.change import Change, Comment, Message, Proposal, Vote
from rdopkg_ci.core.text import json_values
from rdopkg_ci.doors.git.ids import COMMIT
from rdopkg_ci.doors.review.refs import HIGHEST, meta_ref, patch_set_ref

FILE = 'change.json'
OPEN, MERGED, ABANDONED = 'open', 'merged', 'abandoned'
# The record of the change cannot be read: whatever it was, it is shown and left alone.
BROKEN = 'broken'
LIMIT = 16_000_000
_DERIVED = ('ref', 'paths', 'is_ours', 'problem', 'groups', 'accounts')


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
        """Raises ValueError on anything that `dump` would not write."""
        data = json_values.load(content, LIMIT)
        number = json_values.integer(data, 'number', 1, HIGHEST)
        patch_set = json_values.integer(data, 'patch_set', 0, HIGHEST)
        words = {key: json_values.text(data, key) for key in _WORDS}
        change = Change(
            number,
            revision=_revision(data),
            ref=patch_set_ref(number, patch_set),
            paths=(),
            wip=json_values.flag(data, 'wip'),
            votes=tuple(_vote(one) for one in json_values.items(data, 'votes')),
            messages=tuple(_message(one) for one in json_values.items(data, 'messages')),
            is_ours=False,
            **words,
        )
        status = json_values.text(data, 'status')
        if status not in (OPEN, MERGED, ABANDONED):
            raise ValueError('its status is none that we know')
        comments = tuple(_comment(one) for one in json_values.items(data, 'comments', ()))
        return cls(change, status, patch_set, meta, comments)

    @classmethod
    def broken(cls, number: int, meta: str, why: str) -> StoredChange:
        """A change whose record cannot be read."""
        where = f'{meta_ref(number)}:{FILE}'
        problem = f'the record of this change, {where}, cannot be read: {why}'
        change = Change(
            number, '', 'cannot be read', '', '', '', (), '', False, (), (), '', problem
        )
        return cls(change, BROKEN, 0, meta)

    @classmethod
    def new(cls, number: int, proposal: Proposal, owner: str, url: str) -> StoredChange:
        """A change without a patch set."""
        key, ref, topic = proposal.key, patch_set_ref(number, 0), proposal.topic
        change = Change(number, key, '', owner, '', ref, (), topic, False, (), (), url)
        return cls(change, OPEN, 0)

    def with_(self, **fields: Any) -> StoredChange:
        """The same with other values in its change."""
        return self._replace(change=self.change._replace(**fields))

    def commented(self, revision: str, comments: Sequence[Comment]) -> StoredChange:
        """The same with more remarks on that revision."""
        return self._replace(comments=(*self.comments, *((revision, one) for one in comments)))


def _plain(said: Vote | Message) -> dict[str, Any]:
    return {key: value for key, value in said._asdict().items() if key not in _DERIVED}


_WORDS = ('key', 'subject', 'owner', 'topic', 'url')


def _revision(data: Mapping[str, Any]) -> str:
    """The id of a commit, empty before the first patch set."""
    found = json_values.text(data, 'revision')
    if found and not COMMIT.fullmatch(found):
        raise ValueError('its revision is not the id of a commit')
    return found


def _vote(raw: Any) -> Vote:
    data = json_values.mapping(raw, 'a vote')
    return Vote(json_values.text(data, 'who'), json_values.integer(data, 'value', -1, 1))


def _message(raw: Any) -> Message:
    data = json_values.mapping(raw, 'a message')
    who, said, tag, revision = (
        json_values.text(data, key) for key in ('who', 'text', 'tag', 'revision')
    )
    return Message(who, said, tag, revision)


def _comment(raw: Any) -> tuple[str, Comment]:
    if not isinstance(raw, list) or len(raw) != 4:
        raise ValueError('a comment is not a revision, a path, a line and a text')
    keys = ('revision', 'path', 'line', 'text')
    data = dict(zip(keys, raw))
    revision, path, text = (json_values.text(data, key) for key in keys if key != 'line')
    return revision, Comment(path, json_values.integer(data, 'line', 0, HIGHEST), text)
