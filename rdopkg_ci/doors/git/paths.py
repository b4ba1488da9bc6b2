"""What commits hold and change, path by path, with git's modes: a file that became a symlink is
another one though its content is the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

PLAIN = '100644'
ABSENT = '000000'
TREE = '040000'


class PathChange(NamedTuple):
    """A path that a commit changes, with git's modes of it before and after: ``000000`` where it is
    not there.
    """

    path: str
    old: str
    new: str

    @property
    def is_plain(self) -> bool:
        """Whether it is a regular file that nobody executes, or a file that is gone."""
        return self.new in (PLAIN, ABSENT) and self.old != TREE


def of_list(out: bytes) -> Sequence[str]:
    """The entries of a list that git ends with NUL each, as of `-z`."""
    return [entry for entry in out.decode('utf-8', 'surrogateescape').split('\0') if entry]


def identity(mode: str, _kind: str, name: str) -> str:
    """What a path holds, to compare, out of a line of `git ls-tree`."""
    return name if mode == PLAIN else f'{mode} {name}'


def is_plain(held: str) -> bool:
    """Whether what `GitReader.files` tells is a plain file."""
    return ' ' not in held
