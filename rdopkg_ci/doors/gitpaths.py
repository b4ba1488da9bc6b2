"""What commits hold and change, path by path, with git's modes: a file that became a symlink is
another one though its content is the same.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

PLAIN = '100644'
ABSENT = '000000'


class PathChange(NamedTuple):
    """A path that a commit changes, with git's modes of it before and after: ``000000`` where it is
    not there.
    """

    path: str
    old: str
    new: str

    @property
    def is_plain(self) -> bool:
        """Whether it is a regular file that nobody executes, or is gone."""
        return self.new in (PLAIN, ABSENT)


def identity(mode: str, _kind: str, name: str) -> str:
    """What a path holds, to compare, out of a line of `git ls-tree`."""
    return name if mode == PLAIN else f'{mode} {name}'


def is_plain(held: str) -> bool:
    """Whether what `Git.files` tells is a plain file."""
    return ' ' not in held


def changes(out: bytes, commits: Sequence[str]) -> Mapping[str, tuple[PathChange, ...]]:
    """The changes of each commit, by path, out of `git diff-tree --raw -z`."""
    found: dict[str, list[PathChange]] = {commit: [] for commit in commits}
    current: list[PathChange] = []
    words = iter(out.decode('utf-8', 'surrogateescape').split('\0'))
    for word in filter(None, words):
        if word.startswith(':'):
            old, new = word[1:].split()[:2]
            current.append(PathChange(next(words), old, new))
        else:
            current = found[word]
    return {commit: tuple(sorted(paths)) for commit, paths in found.items()}
