"""What commits change, two levels deep and no deeper: an update lies in a directory of the root.

Whoever pushes a tree that holds the same tree ten times, and so on, has git walk through more paths
than there are atoms. A directory further down is one path here, with its own mode.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from rdopkg_ci.doors.git import Run
from rdopkg_ci.doors.git.paths import ABSENT, TREE, PathChange

# A commit that changes more directories of the root than that is no update of ours.
WIDE = 10
_OPTIONS = ('-z', '--raw', '--root', '--diff-merges=first-parent', '--no-renames', '--no-abbrev')
# The names of two trees, older first.
_Pair = tuple[str, str]


class _Entry(NamedTuple):
    change: PathChange
    pair: _Pair

    @property
    def is_directory(self) -> bool:
        modes = {self.change.old, self.change.new}
        return TREE in modes and modes <= {TREE, ABSENT}


def changed(run: Run, commits: Sequence[str]) -> Mapping[str, tuple[PathChange, ...]]:
    """What each commit changes against its first parent, by path; ``run`` is git, and has them all.

    Left out are those that are not whole: one that is damaged must not keep us from the others.
    """
    found = _changed(run, commits)
    if found is not None:
        return found
    alone = {commit: _changed(run, [commit]) for commit in commits}
    return {commit: found[commit] for commit, found in alone.items() if found is not None}


def _changed(run: Run, commits: Sequence[str]) -> Mapping[str, tuple[PathChange, ...]] | None:
    roots = _differences(run, commits)
    if roots is None:
        return None
    opened = [entry for found in roots.values() for entry in _opened(found)]
    inside = _differences(run, sorted({' '.join(_trees(entry)) for entry in opened}))
    if inside is None:
        return None
    return {commit: tuple(sorted(_paths(roots.get(commit, ()), inside))) for commit in commits}


def _opened(entries: Collection[_Entry]) -> Sequence[_Entry]:
    """The directories to look into."""
    directories = [entry for entry in entries if entry.is_directory]
    return directories if len(directories) <= WIDE else ()


def _paths(
    entries: Collection[_Entry], inside: Mapping[str, Sequence[_Entry]]
) -> Iterator[PathChange]:
    opened = _opened(entries)
    for entry in entries:
        if entry not in opened:
            yield entry.change
            continue
        for below, _ in inside.get(' '.join(_trees(entry)), ()):
            yield below._replace(path=f'{entry.change.path}/{below.path}')


def _trees(entry: _Entry) -> _Pair:
    """Both sides, with the empty tree for what is not there."""
    old, new = entry.pair
    kind = 'sha1' if len(old) == 40 else 'sha256'
    empty = hashlib.new(kind, b'tree 0\0', usedforsecurity=False).hexdigest()
    before, after = entry.change.old, entry.change.new
    return old if before == TREE else empty, new if after == TREE else empty


def _differences(run: Run, asked: Sequence[str]) -> Mapping[str, Sequence[_Entry]] | None:
    """Of commits, or of pairs of trees with a space between, by what was asked; None where one of
    them cannot be read.
    """
    if not asked:
        return {}
    said = ''.join(f'{one}\n' for one in asked).encode()
    done = run('diff-tree', '--stdin', *_OPTIONS, stdin=said, codes=(0, 1, 128))
    return None if done.code else _parsed(done.out)


def _parsed(out: bytes) -> Mapping[str, Sequence[_Entry]]:
    found: dict[str, list[_Entry]] = {}
    current: list[_Entry] = []
    words = iter(out.decode('utf-8', 'surrogateescape').split('\0'))
    for word in filter(None, words):
        line = word
        if not word.startswith(':'):
            # A commit ends as paths do, a pair of trees with a line.
            asked, _, line = word.partition('\n')
            current = found.setdefault(asked, [])
        if line:
            old, new, before, after = line[1:].split()[:4]
            current.append(_Entry(PathChange(next(words), old, new), (before, after)))
    return found
