"""What a bare repo holds."""

from __future__ import annotations

import tempfile
from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from pathlib import Path

from rdopkg_ci.doors.git import blobs, changes, ids, paths, people, safety
from rdopkg_ci.doors.git.history import History
from rdopkg_ci.doors.git.ids import checked
from rdopkg_ci.doors.git.paths import PathChange
from rdopkg_ci.doors.processes import command


@dataclass(frozen=True)
class GitReader:
    """A bare repo at ``path``, to look into. Commits are full hex ids: anything else raises
    UsageError before git sees it.
    """

    path: Path

    def run(
        self,
        *arguments: str,
        stdin: bytes = b'',
        env: Mapping[str, str] | None = None,
        codes: Sequence[int] = (0,),
    ) -> command.Done:
        around = {**safety.ENVIRONMENT, **(env or {})}
        given = (*safety.SETTINGS, f'--git-dir={self.path}', *arguments)
        return command.run('git', *given, stdin=stdin, env=around, codes=codes)

    @property
    def history(self) -> History:
        return History(self.run)

    def person(self) -> str:
        """``Name <address>`` of who works here."""
        return people.person(self.run)

    def resolve(self, ref: str) -> str:
        """The commit that a full ref name points to; empty where there is no such ref."""
        options = ('--quiet', '--verify', '--end-of-options')
        return self.run('rev-parse', *options, ref, codes=(0, 1)).text

    def has(self, commit: str) -> bool:
        asked = f'{checked(commit)}^{{commit}}'
        return self.run('cat-file', '-e', asked, codes=(0, 1, 128)).code == 0

    def here(self, commits: Iterable[str]) -> Set[str]:
        """Those of the commits that the repo holds."""
        wanted = set(commits)
        return wanted - self.missing(wanted)

    def missing(self, commits: Collection[str]) -> Set[str]:
        """Those of the commits that the repo does not hold, in one answer."""
        out = self.run('cat-file', '--batch-check', stdin=ids.lines(commits)).text
        held = {line.split()[0] for line in out.splitlines() if line.split()[1:2] == ['commit']}
        return set(commits) - held

    def files(self, commit: str) -> Mapping[str, str]:
        """What every path holds, to compare: the id of a plain file's content, with the mode before
        it of anything else, such as a symlink.
        """
        out = self.run('ls-tree', '-r', '-z', '--full-tree', checked(commit)).out
        entries = (entry.partition('\t') for entry in paths.of_list(out))
        return {path: paths.identity(*head.split()) for head, _, path in entries}

    def read(self, commit: str, path: str) -> bytes | None:
        """The file at ``commit``, None where it is absent."""
        return self.read_many(commit, [path]).get(path)

    def read_many(self, commit: str, names: Sequence[str]) -> Mapping[str, bytes]:
        """Several files in one answer; those that are absent are left out."""
        found = self.read_each([(commit, path) for path in names])
        return {path: content for (_, path), content in found.items()}

    def read_each(
        self, files: Sequence[tuple[str, str]], most: int = blobs.MOST
    ) -> Mapping[tuple[str, str], bytes]:
        """The same for files at several commits, each named by commit and path; those of more than
        ``most`` bytes are left out too.
        """
        names = {f'{checked(commit)}:{path}': (commit, path) for commit, path in files}
        found = blobs.read(self.run, list(names), most)
        return {names[name]: content for name, content in found.items()}

    def changed(self, commits: Iterable[str]) -> Mapping[str, tuple[PathChange, ...]]:
        """What each commit changes against its first parent, by path, two levels deep; left out are
        those that are not here, or not whole.
        """
        return changes.changed(self.run, sorted(self.here(commits)))

    def check_out(self, commit: str, place: Path) -> None:
        """All files of ``commit`` below ``place``, as they may be run from there, and nothing
        remembered of it here.
        """
        place.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix='index.') as temporary:
            around = {'GIT_INDEX_FILE': f'{temporary}/index', 'GIT_WORK_TREE': str(place)}
            self.run('read-tree', checked(commit), env=around)
            self.run('checkout-index', '--all', '--force', env=around)

    def is_ancestor(self, older: str, newer: str) -> bool:
        asked = ('--is-ancestor', checked(older), checked(newer))
        return self.run('merge-base', *asked, codes=(0, 1)).code == 0

    def parents(self, commit: str) -> Sequence[str]:
        return self.run('rev-list', '--parents', '-1', checked(commit)).text.split()[1:]

    def roots(self, commits: Collection[str]) -> Set[str]:
        """Those of the commits that have no parent."""
        if not commits:
            return set()
        options = ('--no-walk', '--max-parents=0', '--stdin')
        return set(self.run('rev-list', *options, stdin=ids.lines(commits)).text.split())
