"""The branch of the rdo-update repo, in a bare clone of our own: fetch, commit exact paths, push,
again after a lost race.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence, Set
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import NamedTuple, TypeVar

from rdopkg_ci.core.judging.story import Happened
from rdopkg_ci.core.text.terminal import safe
from rdopkg_ci.core.text.urls import without_logins
from rdopkg_ci.doors import git, reflocks, tree
from rdopkg_ci.doors.command import Done
from rdopkg_ci.doors.git import Git
from rdopkg_ci.doors.gitaccess import OWN, GitAccess
from rdopkg_ci.doors.githistory import History, dates, histories, said, story
from rdopkg_ci.doors.gitpaths import PathChange
from rdopkg_ci.doors.lock import held
from rdopkg_ci.errors import CiError, LostRace, NotAuthorised, Refused

ATTEMPTS = 8
# Git may end by a signal, and what it says then is shown like any other failure.
ANY = range(-64, 256)
T = TypeVar('T')
_COMMIT = re.compile(r'[0-9a-f]{40}|[0-9a-f]{64}')
_REF = re.compile(rf'{_COMMIT.pattern}|refs/(?!.*(?:\.\.|//|@\{{|\.lock))[\w./-]{{1,250}}', re.A)
# What git says where the server wants to know who we are, or does not believe it.
_LOGIN = re.compile(r'could not read (?:Username|Password)|Authentication failed|Permission denied')
_TRACKED = 'refs/rdopkg-ci/tip'


class Edit(NamedTuple):
    """One commit: ``paths`` maps a path to its new content, None to remove it; ``author`` empty for
    git's own. ``new`` are those of the paths that must not be there yet.
    """

    paths: Mapping[str, bytes | None]
    message: str
    author: str = ''
    new: Collection[str] = ()

    def check(self, there: Collection[str]) -> None:
        """Raises Refused where it would write over something in a branch that holds ``there``."""
        left = set(there) - {path for path, content in self.paths.items() if content is None}
        directories = {parent for path in left for parent in _above(path)}
        for path, content in self.paths.items():
            over = left.intersection(_above(path)) or directories.intersection([path])
            if content is not None and (over or (path in self.new and path in there)):
                what = min(over, default=path)
                raise Refused(
                    f'{path} cannot be written: there is {what} already',
                    'Move what lies there out of the way, in a commit to the branch.',
                )


class UpdateRepo(NamedTuple):
    clone: Git
    remote: str
    branch: str
    access: GitAccess = OWN

    @classmethod
    def open(cls, path: Path, remote: str, branch: str, access: GitAccess = OWN) -> UpdateRepo:
        """The clone at ``path``, made beside and renamed into place when it is not there yet: half
        of one is no repo to git.
        """
        if not path.exists():
            with held(_lock(path)):
                if not path.exists():
                    temporary = tree.empty(path.with_name(f'.{path.name}'))
                    git.init_bare(temporary, branch)
                    temporary.rename(path)
        return cls(Git(path), remote, branch, access)

    def tip(self) -> str:
        """The commit that the branch is at now, fetched. Raises CiError when there is none or it
        cannot be reached.
        """
        with self._alone():
            problem = self._fetch([f'+refs/heads/{self.branch}:{_TRACKED}'])
            if problem:
                where = f'branch {self.branch} of {_shown(self.remote.encode())}'
                said = f'{where} cannot be fetched: {problem}'
                if _LOGIN.search(problem):
                    raise NotAuthorised(said, 'Does the server know the user and the password?')
                raise CiError(said)
            return self.clone.resolve(_TRACKED)

    @classmethod
    def found(cls, path: Path, branch: str) -> UpdateRepo | None:
        """The clone that is at ``path`` already, without a way to its server; None for none."""
        return cls(Git(path), '', branch) if path.exists() else None

    def fetched(self) -> str:
        """The commit that the branch was at when it was fetched last; empty before that."""
        return self.clone.resolve(_TRACKED)

    def brought(self, count: int) -> Sequence[str]:
        """The newest ``count`` commits that were fetched by a ref of their own."""
        options = ('--sort=-committerdate', f'--count={count}', '--format=%(objectname)')
        return self.clone.run('for-each-ref', *options, 'refs/rdopkg-ci/').text.split()

    def is_in_branch(self, commit: str) -> bool:
        """Whether the branch holds a commit that is here, or held it when it was fetched last."""
        return self.clone.is_ancestor(commit, self.clone.resolve(_TRACKED))

    def bring(self, refs: Mapping[str, str]) -> Mapping[str, str]:
        """Have the commits, each with the ref that leads to it, in our clone: what is missing is
        fetched at once. Returns why a commit could not be had, for those that could not.
        """
        strange = {
            c: 'it is not the id of a commit, or its ref not one'
            for c, ref in refs.items()
            if not _is_safe(c, ref)
        }
        missing = sorted(self.clone.missing(refs.keys() - strange))
        wanted = [refs[commit] for commit in missing]
        if not wanted:
            return strange
        with self._alone():
            problem = self._fetch([_kept(ref) for ref in wanted])
            if problem and len(wanted) > 1:
                # One ref that is gone must not keep the others from coming.
                for ref in wanted:
                    self._fetch([_kept(ref)])
        reason = problem or 'the server has another commit there'
        return {**strange, **dict.fromkeys(self.clone.missing(missing), reason)}

    def first_patch_set(self, number: int) -> str:
        """The commit that a change began with, whatever became of it; empty where none is had."""
        kept = _kept(f'refs/changes/{number % 100:02}/{number}/1')
        with self._alone():
            self._fetch([kept])
        return self.clone.resolve(kept.partition(':')[2])

    def _fetch(self, specs: Sequence[str]) -> str:
        """Fetch refs, all or none; returns the problem, empty for none. Only while `_alone`."""
        # Nobody but us writes here, and only under this lock: any lock of git's own was left by a
        # killed one.
        reflocks.remove_stale(self.clone.path, 0)
        options = ('--quiet', '--no-tags', '--no-write-fetch-head', '--no-auto-gc')
        done = self._there('fetch', *options, '--end-of-options', self.remote, *specs)
        return _shown(done.err) or f'git ended with code {done.code}' if done.code else ''

    def pushed(self, target: str, *options: str) -> Done:
        """What comes of pushing ``COMMIT:REF``, with options for the server."""
        given = [f'--push-option={option}' for option in options]
        return self._there('push', '--porcelain', *given, '--end-of-options', self.remote, target)

    def _there(self, *arguments: str) -> Done:
        """Git, with the server and as whom we are to it."""
        return self.clone.run(*arguments, env=self.access.environment, codes=ANY)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        with held(_lock(self.clone.path)):
            yield

    def files(self, commit: str) -> Mapping[str, str]:
        """The git id of every file's content by path."""
        return self.clone.files(commit)

    def here(self, commits: Iterable[str]) -> Set[str]:
        """Those of the commits that are in our clone."""
        wanted = set(commits)
        return wanted - self.clone.missing(wanted)

    def has(self, commit: str) -> bool:
        """Whether that commit is in our clone."""
        return self.clone.has(commit)

    def read(self, commit: str, path: str) -> bytes | None:
        """The file at ``commit``, None where it is absent."""
        return self.clone.read(commit, path)

    def read_many(self, commit: str, paths: Sequence[str]) -> Mapping[str, bytes]:
        """Several files in one answer; those that are absent are left out."""
        found = self.read_each([(commit, path) for path in paths])
        return {path: content for (_, path), content in found.items()}

    def read_each(
        self, files: Sequence[tuple[str, str]], most: int = git.MOST
    ) -> Mapping[tuple[str, str], bytes]:
        """The same for files at several commits, each named by commit and path; those of more than
        ``most`` bytes are left out too.
        """
        names = {f'{git.checked(commit)}:{path}': (commit, path) for commit, path in files}
        found = self.clone.read_many(list(names), most)
        return {names[name]: content for name, content in found.items()}

    def check_out(self, commit: str, place: Path) -> None:
        """Have all files of ``commit`` below ``place``, as they may be run from there."""
        self.clone.check_out(commit, place)

    def changed(self, commits: Sequence[str]) -> Mapping[str, tuple[PathChange, ...]]:
        """What each commit changes against its first parent; damaged ones are left out."""
        return self.clone.changed(commits)

    def roots(self, commits: Sequence[str]) -> Set[str]:
        """Those of the commits that have no parent."""
        return self.clone.roots(commits)

    def ever(self, commit: str, patterns: Sequence[str]) -> Set[str]:
        """The paths that fit glob patterns and were in the branch once, as of ``commit``."""
        return self.clone.ever(commit, patterns)

    def versions(self, commit: str, path: str, most: int) -> Sequence[str]:
        """The commits that changed ``path``, as of ``commit``, the newest first."""
        options = (f'--max-count={most}', '--format=%H')
        return self.clone.run('log', *options, git.checked(commit), '--', path).text.split()

    def touched(self, since: str, commit: str) -> Set[str]:
        """The paths that commits after ``since`` edited, up to ``commit``."""
        span = f'{git.checked(since)}..{git.checked(commit)}'
        names = self.clone.run(
            'log', '-m', '--first-parent', '--format=', '--name-only', '-z', '--no-renames', span
        ).out
        return set(filter(None, names.decode('utf-8', 'surrogateescape').split('\0')))

    def author(self, commit: str, path: str) -> str:
        """``Name <address>`` of who last changed ``path``, as of ``commit``; empty where the commit
        names nobody whom git would take for an author again.
        """
        found = self._last(commit, path, '%an <%ae>')
        return found if git.is_person(found) else ''

    def histories(self, commit: str, ids: Collection[str]) -> Mapping[str, History]:
        """By id of an update: who brought its file, and when it came to where it is now."""
        return histories(self.clone.run, git.checked(commit), ids)

    def story(self, commit: str, update_id: str) -> Sequence[Happened]:
        """What happened to an update in the branch, as of ``commit``, the oldest first."""
        return story(self.clone.run, git.checked(commit), update_id)

    def dates(self, commits: Collection[str]) -> Mapping[str, datetime]:
        """When each commit was made."""
        return dates(self.clone.run, [git.checked(commit) for commit in commits])

    def said(self, commit: str, path: str) -> Happened:
        """The last commit that changed ``path``, as of ``commit``, with its whole message."""
        return said(self.clone.run, git.checked(commit), path)

    def _last(self, commit: str, path: str, form: str) -> str:
        return self.clone.run('log', '-1', f'--format={form}', git.checked(commit), '--', path).text

    def person(self) -> str:
        """``Name <address>`` of who works here."""
        return self.clone.person()

    def edit(self, edit: Callable[[str], tuple[Edit | None, T]]) -> T:
        """Commit what ``edit`` makes of the tip, None for nothing, asked anew after a lost race;
        returns what the ``edit`` that counted said beside it.
        """

        def one(tip: str) -> tuple[Sequence[Edit], T]:
            made, told = edit(tip)
            return (made,) if made else (), told

        return self.edit_all(one)

    def edit_all(self, edits: Callable[[str], tuple[Sequence[Edit], T]]) -> T:
        """The same with a commit for each edit, one on the other, pushed all or none."""
        for _ in range(ATTEMPTS):
            tip = new = self.tip()
            made, told = edits(tip)
            for one in made:
                one.check(self.files(new).keys())
                new = self.clone.commit(new, one.paths, one.message, one.author)
            if new == tip or self._push(new):
                return told
        where = _shown(self.remote.encode())
        problem = f'{where}: {self.branch} moved {ATTEMPTS} times while we tried'
        raise LostRace(problem, 'Run this again.')

    def _push(self, commit: str) -> bool:
        """Whether the branch is at ``commit`` now; not when somebody else was faster."""
        target = f'{commit}:refs/heads/{self.branch}'
        done = self.pushed(target)
        if done.code == 0:
            return True
        said, where = _shown(done.out + b'\n' + done.err), _shown(self.remote.encode())
        if '.lock' in said and Path(self.remote).is_dir():
            reflocks.remove_stale(Path(self.remote))
            return False
        if _is_race(done):
            return False
        if '[remote rejected]' in said:
            kind = NotAuthorised if 'not permitted' in said else Refused
            raise kind(f'{where} refuses the push:\n{said}', 'May you push to this branch?')
        # The other side ended before it said how: it may have taken the push, or not.
        raise CiError(f'push to {where} failed:\n{said}', 'Nothing is lost: run this again.')


def _is_safe(commit: str, ref: str) -> bool:
    """Whether git takes both for what they are, and for nothing else."""
    return bool(_COMMIT.fullmatch(commit) and _REF.fullmatch(ref))


def _shown(said: bytes) -> str:
    """What git says, or an address, without what logs us in there."""
    return without_logins(safe(said.decode('utf-8', 'replace'))).strip()


def _above(path: str) -> Iterator[str]:
    """The directories that a path lies in."""
    parts = path.split('/')[:-1]
    return ('/'.join(parts[: count + 1]) for count in range(len(parts)))


def _kept(ref: str) -> str:
    """A ref of the server with the one of ours that keeps its commits from being swept away."""
    return f'+{ref}:refs/rdopkg-ci/{ref.removeprefix("refs/")}'


def _lock(clone: Path) -> Path:
    return clone.with_name(f'{clone.name}.lock')


def _is_race(done: Done) -> bool:
    """Whether the branch moved under us: seen before the push, by the receiver, or between
    the two.
    """
    return any(
        word in done.text
        for word in ('[rejected]', 'cannot lock ref', 'failed to update ref', 'incorrect old value')
    )
