"""The ways this program says no. Each error carries its exit code and what to do next.

Exit codes are the same for every command, with and without ``--json``:
0 all green or done, 1 the tool, the network or a server failed, 2 wrong usage or invalid input,
3 CI is red, 4 not authorised, 8 not finished yet.
"""

from __future__ import annotations

import errno
from collections.abc import Iterable, Mapping, Sequence
from enum import IntEnum
from typing import NamedTuple


class Exit(IntEnum):
    OK = 0
    BROKEN = 1
    USAGE = 2
    RED = 3
    NOT_AUTHORISED = 4
    UNFINISHED = 8


class CiError(Exception):
    """A foreseeable ending: the tool, the network or a server failed."""

    exit_code = Exit.BROKEN

    def __init__(self, message: str, hint: str = '') -> None:
        super().__init__(message)
        self.hint = hint


class UsageError(CiError):
    """The command line asks for something that cannot be."""

    exit_code = Exit.USAGE


def exit_of(failures: Iterable[CiError]) -> Exit:
    """How a command ends that went on in spite of these: a missing permission is worth knowing."""
    codes = {failure.exit_code for failure in failures}
    if Exit.NOT_AUTHORISED in codes:
        return Exit.NOT_AUTHORISED
    return Exit.BROKEN if codes else Exit.OK


def worst(failures: Iterable[CiError]) -> Exit:
    """How a command ends that did several things, of which these failed."""
    codes = {failure.exit_code for failure in failures}
    order = (Exit.NOT_AUTHORISED, Exit.BROKEN, Exit.USAGE, Exit.RED, Exit.UNFINISHED)
    return next((code for code in order if code in codes), Exit.OK)


def distinct(failures: Iterable[CiError]) -> Sequence[CiError]:
    """Each message once: one server that is away fails in every question."""
    return list({str(failure): failure for failure in failures}.values())


def listed(what: str, problems: Iterable[object]) -> str:
    """``what`` with every problem on a line of its own below it."""
    return '\n'.join([what, *(f'  {problem}' for problem in problems)])


class Problem(NamedTuple):
    """What is wrong at a line, from 1; line 0 is no line in particular."""

    line: int
    text: str

    def __str__(self) -> str:
        return f'line {self.line}: {self.text}' if self.line else self.text


class InvalidInput(CiError):
    """A file holds something that cannot be; ``what`` names the file, ``problems`` lists all of it,
    a sentence each.
    """

    exit_code = Exit.USAGE

    def __init__(self, what: str, problems: Iterable[Problem | str], hint: str = '') -> None:
        self.what = what
        self.problems = tuple(Problem(0, one) if isinstance(one, str) else one for one in problems)
        super().__init__(listed(what, self.problems), hint)


class NotAuthorised(CiError):
    """A server does not know us, or knows us and refuses."""

    exit_code = Exit.NOT_AUTHORISED


class Refused(CiError):
    """A server or the state of things does not allow this now; the message holds the
    reason.
    """


class NotGreen(Refused):
    """What is to be published is not what passed its tests."""

    exit_code = Exit.RED


class LostRace(CiError):
    """Somebody else moved a branch or a change between our look and our change."""


class MissingTool(CiError):
    """A program or an optional library that this command needs is not installed."""


_OURS = (
    'We keep things in ~/.rdopkg/ci, or where RDOPKG_CI_HOME says: it must be a directory that you'
    ' may write to.'
)
_ROOM = 'Make room and run the same again.'
# What to do where the system takes nothing from us, by its error.
UNWRITABLE: Mapping[int, str] = {
    errno.EACCES: _OURS,
    errno.EPERM: _OURS,
    errno.EROFS: _OURS,
    errno.ENOTDIR: _OURS,
    errno.ENOSPC: _ROOM,
    errno.EDQUOT: _ROOM,
    errno.EFBIG: _ROOM,
}


class Unwritable(CiError):
    """The system takes nothing of ours: we may not write there, or there is no room."""
