"""What we say in a review, as the server takes it and as it tells it again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rdopkg_ci.core.review.change import Change, Comment, Message, Posting
from rdopkg_ci.doors.gerrit import changes


def is_said(change: Change, posting: Posting) -> bool:
    """Whether these words, and this vote, of ours stand on that revision already."""
    votes = [vote.value for vote in change.votes if vote.is_ours]
    is_voted = votes == ([posting.vote] if posting.vote else [])
    said = ((one.tag, one.text) for one in _ours(change))
    return is_voted and (posting.tag, posting.message.strip()) in said


def count(change: Change, tag: str) -> int:
    """How often we spoke of that revision under a tag."""
    return sum(one.tag == tag for one in _ours(change))


def body(change: Change, posting: Posting) -> Mapping[str, Any]:
    """One call that says it all."""
    # To speak needs no right to vote.
    is_vote = posting.vote or any(vote.is_ours for vote in change.votes)
    return {
        'message': posting.message,
        'tag': posting.tag,
        'labels': {changes.LABEL: posting.vote} if is_vote else {},
        'comments': _remarks(posting.comments),
        'omit_duplicate_comments': True,
    }


def _ours(change: Change) -> Iterator[Message]:
    """What we said of the current revision."""
    return (one for one in change.messages if one.is_ours and one.revision == change.revision)


def _remarks(comments: Sequence[Comment]) -> Mapping[str, Any]:
    found: dict[str, list[Any]] = {}
    for one in comments:
        remark = {'message': one.text, 'unresolved': True}
        found.setdefault(one.path, []).append({**remark, 'line': one.line} if one.line else remark)
    return found
