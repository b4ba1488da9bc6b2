"""A bare repo that is written to: commits on no ref, then refs, all or none."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from rdopkg_ci.core.text.terminal import quoted
from rdopkg_ci.doors.git import locks, people
from rdopkg_ci.doors.git.ids import NONE, checked
from rdopkg_ci.doors.git.reader import GitReader
from rdopkg_ci.errors import LostRace


class RefUpdate(NamedTuple):
    """Move ``ref`` from commit ``old`` to ``new``; an empty ``old`` says that it must not exist."""

    ref: str
    new: str
    old: str


@dataclass(frozen=True)
class Git(GitReader):
    """A bare repo at ``path``, to look into and to write to."""

    def commit(
        self,
        base: str | None,
        edits: Mapping[str, bytes | None],
        message: str,
        author: str = '',
        merged: str = '',
    ) -> str:
        """A commit that makes ``edits`` (None removes a path) to ``base``, on no ref yet;
        ``merged`` is a second parent.
        """
        tree, here = self.tree(base, edits), self.person()
        parents = [word for parent in (base, merged) if parent for word in ('-p', checked(parent))]
        around = people.roles(here, author or here)
        return self.run('commit-tree', tree, *parents, stdin=message.encode(), env=around).text

    def tree(self, base: str | None, edits: Mapping[str, bytes | None]) -> str:
        """The tree that ``edits`` make of that of ``base``, as git itself writes one."""
        with tempfile.TemporaryDirectory(prefix='rdopkg-ci-') as place:
            index = {'GIT_INDEX_FILE': os.path.join(place, 'index')}
            if base:
                self.run('read-tree', checked(base), env=index)
            entries = [f'{self._entry(content)}\t{path}\0' for path, content in edits.items()]
            given = ''.join(entries).encode()
            self.run('update-index', '-z', '--index-info', stdin=given, env=index)
            return self.run('write-tree', env=index).text

    def _entry(self, content: bytes | None) -> str:
        if content is None:
            return f'0 {NONE}'
        return f'100644 {self.run("hash-object", "-w", "--stdin", stdin=content).text}'

    def update_refs(self, updates: Iterable[RefUpdate]) -> None:
        """Move refs, all or none. Raises LostRace when one of them is not where its ``old``
        says.
        """
        lines = [f'update {one.ref} {checked(one.new)} {one.old or NONE}\n' for one in updates]
        text = ''.join(['start\n', *lines, 'prepare\n', 'commit\n']).encode()
        for _ in range(3):
            done = self.run('update-ref', '--stdin', stdin=text, codes=(0, 1, 128))
            if done.code == 0:
                return
            if b'.lock' not in done.err:
                break
            locks.remove_stale(self.path)
        said = quoted(done.err.decode('utf-8', 'replace').strip(), 300)
        raise LostRace(f'{self.path}: somebody else moved it meanwhile: {said}')


def init_bare(path: Path, branch: str) -> Git:
    """A new bare repo at ``path``; one that is there stays as it is."""
    repo = Git(path)
    repo.run('init', '--quiet', '--bare', f'--initial-branch={branch}')
    return repo
