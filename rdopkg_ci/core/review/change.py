"""A change under review, and what is said of it: in the words of Gerrit, whatever the server."""

from __future__ import annotations

import shlex
from typing import NamedTuple
from urllib.parse import unquote


class Vote(NamedTuple):
    """Somebody's value of the label Verified on the current revision: −1, 0 or +1."""

    who: str
    value: int
    is_ours: bool = False


class Message(NamedTuple):
    """``tag`` names the robot that spoke, empty for people; ``revision`` is the commit spoken of;
    ``is_ours`` says that it was written by whom we are to the server. ``who`` is for people to
    read: ``groups``, those of the policy's ``recheck``, and ``accounts``, user name and address,
    are what the server vouches for.
    """

    who: str
    text: str
    tag: str
    revision: str
    is_ours: bool = False
    groups: frozenset[str] = frozenset()
    accounts: frozenset[str] = frozenset()


class Comment(NamedTuple):
    """A remark at a line, from 1, of the file under review; line 0 is the whole file."""

    path: str
    line: int
    text: str


class Change(NamedTuple):
    """An open change. ``number`` is its public name, ``revision`` the commit of the current patch
    set, ``ref`` where git finds that commit, ``paths`` what it adds, edits or removes.

    ``problem`` says why the server's record of it cannot be read: then nothing else of it counts,
    and nothing can be done to it. ``is_ours`` says that the account we use there owns it.
    """

    number: int
    key: str
    subject: str
    owner: str
    revision: str
    ref: str
    paths: tuple[str, ...]
    topic: str
    wip: bool
    votes: tuple[Vote, ...]
    messages: tuple[Message, ...]
    url: str
    problem: str = ''
    is_ours: bool = False

    @property
    def address(self) -> str:
        """Where people look at it: its page, or of one in a git repo the command that shows it."""
        repo, mark, _ = self.url.partition('#refs/')
        if not mark or not self.ref:
            return self.url
        place = shlex.quote(unquote(repo.removeprefix('file://')))
        return f'git --git-dir={place} show {self.ref}'


class Asking(NamedTuple):
    """Who is to look at a change: nobody yet where it is ``wip``; ``reviewers`` are asked to, and
    ``cc`` told, where the server knows people.
    """

    wip: bool = False
    reviewers: tuple[str, ...] = ()
    cc: tuple[str, ...] = ()


class Proposal(NamedTuple):
    """One file to review: ``key`` is the Change-Id, ``message`` the whole commit message with it
    as trailer, ``author`` is ``Name <address>`` or empty for git's own.
    """

    key: str
    path: str
    content: bytes
    message: str
    topic: str
    author: str = ''
    asking: Asking = Asking()


class Posting(NamedTuple):
    """What to say of a revision in one call: a vote, words under a tag, and remarks at lines."""

    vote: int
    message: str
    tag: str
    comments: tuple[Comment, ...] = ()
