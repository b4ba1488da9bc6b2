"""The review system behind one door: propose, look, read, vote, set the topic, submit, abandon.

Gerrit and the local one promise the same and no more; docs/hacking.md walks each verb through both.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol


class Vote(NamedTuple):
    """Somebody's value of the label Verified on the current revision: −1, 0 or +1."""

    who: str
    value: int


class Message(NamedTuple):
    """``tag`` names the robot that spoke, empty for people; ``revision`` is the commit
    spoken of.
    """

    who: str
    text: str
    tag: str
    revision: str


class Change(NamedTuple):
    """An open change. ``number`` is its public name, ``revision`` the commit of the current patch
    set.
    """

    number: int
    key: str
    subject: str
    owner: str
    revision: str
    topic: str
    wip: bool
    votes: tuple[Vote, ...]
    messages: tuple[Message, ...]
    url: str


class Proposal(NamedTuple):
    """One file to review: ``key`` is the Change-Id, ``message`` the whole commit message with it as
    trailer, ``author`` is ``Name <address>`` or empty for git's own.
    """

    key: str
    path: str
    content: bytes
    message: str
    topic: str
    author: str = ''


class Review(Protocol):
    def propose(self, proposal: Proposal) -> Change:
        """Open a change, or add a patch set to the open one of the same key; the same content again
        adds none.
        """

    def open_changes(self) -> Sequence[Change]:
        """All open changes on our branch, oldest number first, in one answer."""

    def read(self, revision: str, path: str) -> bytes | None:
        """The file at that revision, None where it is absent."""

    def changed_paths(self, revision: str) -> Sequence[str]:
        """The paths that the revision changes against its parent, added, edited or removed."""

    def post_review(self, change: Change, vote: int, message: str, tag: str) -> None:
        """Vote and say on ``change.revision`` in one call; the same words under the same tag are
        not said twice of one revision.

        Raises LostRace when there is a newer patch set.
        """

    def set_topic(self, change: Change, topic: str) -> None: ...

    def submit(self, change: Change) -> None:
        """Merge ``change.revision``. Raises Refused with the server's reason (conflict, rights,
        another requirement).
        """

    def abandon(self, change: Change, message: str) -> None: ...
