"""A bare git repo through git's plumbing: no working tree, no index of its own, refs moved by
compare-and-swap.
"""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from rdopkg_ci.core.text.terminal import quoted
from rdopkg_ci.doors import command, gitchanges, gitpaths, gitsafety, reflocks
from rdopkg_ci.doors.gitpaths import PathChange
from rdopkg_ci.errors import CiError, LostRace, UsageError

NONE = '0' * 40
# In bytes: far more than any file of ours that lies in git.
MOST = 64_000_000
_COMMIT = re.compile(r'[0-9a-f]{40}|[0-9a-f]{64}')
_PERSON = re.compile(r'([^<>\n]*) <([^<>\n]*)>')


class RefUpdate(NamedTuple):
    """Move ``ref`` from commit ``old`` to ``new``; an empty ``old`` says that it must not exist."""

    ref: str
    new: str
    old: str


class Git(NamedTuple):
    """A bare repo at ``path``. Commits are full hex ids: anything else raises UsageError before git
    sees it.
    """

    path: Path

    def run(
        self,
        *arguments: str,
        stdin: bytes = b'',
        env: Mapping[str, str] | None = None,
        codes: Sequence[int] = (0,),
    ) -> command.Done:
        around: dict[str, str | None] = {
            **gitsafety.ENVIRONMENT,
            **(env or {}),
        }
        return command.run(
            'git',
            *gitsafety.SETTINGS,
            f'--git-dir={self.path}',
            *arguments,
            stdin=stdin,
            env=around,
            codes=codes,
        )

    def resolve(self, ref: str) -> str:
        """The commit that a full ref name points to; empty where there is no such ref."""
        return self.run(
            'rev-parse', '--quiet', '--verify', '--end-of-options', ref, codes=(0, 1)
        ).text

    def has(self, commit: str) -> bool:
        return (
            self.run('cat-file', '-e', f'{checked(commit)}^{{commit}}', codes=(0, 1, 128)).code == 0
        )

    def missing(self, commits: Collection[str]) -> set[str]:
        """Those of the commits that the repo does not hold, in one answer."""
        asked = ''.join(f'{checked(commit)}\n' for commit in commits)
        out = self.run('cat-file', '--batch-check', stdin=asked.encode()).text
        held = {line.split()[0] for line in out.splitlines() if line.split()[1:2] == ['commit']}
        return set(commits) - held

    def files(self, commit: str) -> Mapping[str, str]:
        """What every path holds, to compare: the id of a plain file's content, with the mode before
        it of anything else, such as a symlink.
        """
        listing = self.run('ls-tree', '-r', '-z', '--full-tree', checked(commit)).out.decode(
            'utf-8', 'surrogateescape'
        )
        entries = (entry.partition('\t') for entry in listing.split('\0') if entry)
        return {path: gitpaths.identity(*head.split()) for head, _, path in entries}

    def read(self, commit: str, path: str) -> bytes | None:
        return self.read_many([f'{checked(commit)}:{path}']).get(f'{commit}:{path}')

    def read_many(self, names: Sequence[str], most: int = MOST) -> Mapping[str, bytes]:
        """The content of blobs, named as ``COMMIT:PATH`` or ``REF:PATH``; left out are those that
        are absent, and those of more than ``most`` bytes: what was pushed as a kilobyte may be many
        gigabytes.
        """
        asked = self._small([name for name in names if '\n' not in name], most)
        out = self.run('cat-file', '--batch', stdin=_lines(asked)).out
        found, at = {}, 0
        for name in asked:
            end = out.index(b'\n', at)
            size, at = int(out[at:end].rpartition(b' ')[2]), end + 1
            found[name] = out[at : at + size]
            at += size + 1
        return found

    def _small(self, names: Sequence[str], most: int) -> Sequence[str]:
        """Those that are blobs of at most so many bytes."""
        if not names:
            return ()
        out = self.run('cat-file', '--batch-check=%(objecttype) %(objectsize)', stdin=_lines(names))
        kinds = zip(names, (line.partition(b' ') for line in out.out.splitlines()))
        return [name for name, (kind, _, size) in kinds if kind == b'blob' and int(size) <= most]

    def changed(self, commits: Sequence[str]) -> Mapping[str, tuple[PathChange, ...]]:
        """What each commit changes against its first parent, by path, two levels deep; left out are
        those that are not here, or not whole.
        """
        return gitchanges.changed(self.run, sorted(set(commits) - self.missing(commits)))

    def check_out(self, commit: str, place: Path) -> None:
        """All files of ``commit`` below ``place``, and nothing remembered of it here."""
        place.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix='index.') as temporary:
            around = {'GIT_INDEX_FILE': f'{temporary}/index', 'GIT_WORK_TREE': str(place)}
            self.run('read-tree', checked(commit), env=around)
            self.run('checkout-index', '--all', '--force', env=around)

    def is_ancestor(self, older: str, newer: str) -> bool:
        return (
            self.run(
                'merge-base', '--is-ancestor', checked(older), checked(newer), codes=(0, 1)
            ).code
            == 0
        )

    def parents(self, commit: str) -> Sequence[str]:
        return self.run('rev-list', '--parents', '-1', checked(commit)).text.split()[1:]

    def roots(self, commits: Sequence[str]) -> set[str]:
        """Those of the commits that have no parent."""
        asked = ''.join(f'{checked(commit)}\n' for commit in commits).encode()
        options = ('--no-walk', '--max-parents=0', '--stdin')
        return set(self.run('rev-list', *options, stdin=asked).text.split()) if commits else set()

    def ever(self, commit: str, patterns: Sequence[str]) -> set[str]:
        """The paths that fit glob patterns and were there once, on any way that led to
        ``commit``.
        """
        specs = [f':(glob){pattern}' for pattern in patterns]
        options = ('--full-history', '-m', '--format=', '--name-only', '-z', '--no-renames')
        out = self.run('log', *options, checked(commit), '--', *specs).out
        return set(filter(None, out.decode('utf-8', 'surrogateescape').split('\0')))

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
        tree = self.tree(base, edits)
        parents = [word for parent in (base, merged) if parent for word in ('-p', checked(parent))]
        return self.run(
            'commit-tree', tree, *parents, stdin=message.encode(), env=self._people(author)
        ).text

    def tree(self, base: str | None, edits: Mapping[str, bytes | None]) -> str:
        """The tree that ``edits`` make of that of ``base``, as git itself writes one."""
        with tempfile.TemporaryDirectory(prefix='rdopkg-ci-') as place:
            index = {'GIT_INDEX_FILE': os.path.join(place, 'index')}
            if base:
                self.run('read-tree', checked(base), env=index)
            entries = ''.join(
                f'{self._entry(content)}\t{path}\0' for path, content in edits.items()
            )
            self.run('update-index', '-z', '--index-info', stdin=entries.encode(), env=index)
            return self.run('write-tree', env=index).text

    def _entry(self, content: bytes | None) -> str:
        if content is None:
            return f'0 {NONE}'
        return f'100644 {self.run("hash-object", "-w", "--stdin", stdin=content).text}'

    def update_refs(self, updates: Iterable[RefUpdate]) -> None:
        """Move refs, all or none. Raises LostRace when one of them is not where its ``old``
        says.
        """
        lines = [
            f'update {update.ref} {checked(update.new)} {update.old or NONE}\n'
            for update in updates
        ]
        text = ''.join(['start\n', *lines, 'prepare\n', 'commit\n']).encode()
        for _ in range(3):
            done = self.run('update-ref', '--stdin', stdin=text, codes=(0, 1, 128))
            if done.code == 0:
                return
            if b'.lock' not in done.err:
                break
            reflocks.remove_stale(self.path)
        raise LostRace(
            f'{self.path}: somebody else moved it meanwhile:'
            f' {quoted(done.err.decode("utf-8", "replace").strip(), 300)}'
        )

    def person(self) -> str:
        """``Name <address>`` of who works here: git's settings, else the login name on this
        machine.
        """
        known = self.run(
            'var',
            'GIT_AUTHOR_IDENT',
            env={'GIT_CONFIG_COUNT': '1', **_USE_CONFIG_ONLY},
            codes=(0, 1, 128),
        )
        if known.code == 0:
            return known.text.rpartition('> ')[0] + '>'
        login = (
            re.sub(
                r'[^A-Za-z0-9._-]', '', os.environ.get('LOGNAME') or os.environ.get('USER') or ''
            )
            or 'rdopkg-ci'
        )
        return f'{login} <{login}@localhost>'

    def _people(self, author: str) -> Mapping[str, str]:
        people = {}
        for role, person in (('COMMITTER', self.person()), ('AUTHOR', author or self.person())):
            match = _PERSON.fullmatch(person)
            if not match:
                raise CiError(f'{quoted(person)} is not of the form NAME <ADDRESS>')
            people[f'GIT_{role}_NAME'], people[f'GIT_{role}_EMAIL'] = (
                match[1] or match[2] or 'unknown',
                match[2],
            )
        return people


_USE_CONFIG_ONLY = {'GIT_CONFIG_KEY_0': 'user.useConfigOnly', 'GIT_CONFIG_VALUE_0': 'true'}


def _lines(names: Sequence[str]) -> bytes:
    return ''.join(f'{name}\n' for name in names).encode()


def is_person(text: str) -> bool:
    """Whether git takes it for an author."""
    return bool(_PERSON.fullmatch(text) and text.strip(' <>'))


def checked(commit: str) -> str:
    """``commit`` if it is one; keeps options and revision expressions away from git."""
    if not _COMMIT.fullmatch(commit):
        raise UsageError(f'{quoted(commit)} is not the id of a commit')
    return commit


def init_bare(path: Path, branch: str) -> Git:
    """A new bare repo at ``path``; one that is there stays as it is."""
    repo = Git(path)
    repo.run('init', '--quiet', '--bare', f'--initial-branch={branch}')
    return repo
