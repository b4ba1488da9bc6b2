"""A branch of a repo on some server, in a bare clone of our own that follows it."""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from rdopkg_ci.doors.git.access import OWN, GitAccess
from rdopkg_ci.doors.git.reader import GitReader
from rdopkg_ci.doors.git.remote import GitRemote, is_about_login
from rdopkg_ci.doors.git.repo import Git
from rdopkg_ci.doors.lock import held
from rdopkg_ci.doors.processes.command import Done
from rdopkg_ci.errors import UNWRITABLE, CiError, NotAuthorised, Unwritable

_ADDRESS = (
    'It has to be the rdo-update repo, with that branch, and readable for us: see update_repo, or'
    ' gerrit.url, gerrit.project and gerrit.branch, of the settings.'
)
# What git says of our clone's disk.
_NO_ROOM = re.compile(r'^(?!remote:).*(?:No space left on device|Disk quota exceeded)', re.M)
_TRACKED = 'refs/rdopkg-ci/tip'


@dataclass(frozen=True)
class TrackedBranch(GitReader):
    """``path`` is our clone, which holds what was fetched; ``remote`` is its server's address."""

    remote: str
    branch: str
    access: GitAccess = OWN

    def run(
        self,
        *arguments: str,
        stdin: bytes = b'',
        env: Mapping[str, str] | None = None,
        codes: Sequence[int] = (0,),
    ) -> Done:
        """Git in our clone. While that may not be written to, what a repo on this machine holds is
        read there.
        """
        beside = {'GIT_ALTERNATE_OBJECT_DIRECTORIES': f'{self.remote}/objects'}
        around = {**(env or {}), **(beside if self._is_shut else {})}
        return super().run(*arguments, stdin=stdin, env=around, codes=codes)

    @property
    def _is_shut(self) -> bool:
        return Path(self.remote).is_absolute() and not os.access(self.path, os.W_OK)

    @property
    def clone(self) -> Git:
        """Our clone, to make commits in."""
        return Git(self.path)

    @property
    def server(self) -> GitRemote:
        return GitRemote(self, self.remote, self.access)

    def tip(self) -> str:
        """The commit that the branch is at now, fetched. Raises CiError when there is none or it
        cannot be reached.
        """
        with held(lock_of(self.path)):
            problem = self.server.fetch([f'+refs/heads/{self.branch}:{_TRACKED}'])
            if not problem:
                return self.fetched()
        said = f'branch {self.branch} of {self.server.shown} cannot be fetched: {problem}'
        if _NO_ROOM.search(problem):
            raise Unwritable(said, UNWRITABLE[errno.ENOSPC])
        if is_about_login(problem):
            raise NotAuthorised(said, self.access.remedy(self.remote, problem))
        raise CiError(said, _ADDRESS)

    def seen(self) -> tuple[str, CiError | None]:
        """The same for who only looks. Where our clone takes nothing it is told why, and what was
        fetched last counts, but of a repo on this machine.
        """
        try:
            return self.tip(), None
        except Unwritable as error:
            if self._is_shut:
                here = GitReader(Path(self.remote)).resolve(f'refs/heads/{self.branch}')
                return here, CiError(f'nothing can be written: {error}', error.hint)
            known = self.fetched()
            if not known:
                raise
            return known, CiError(f'all this is as of the last fetch: {error}', error.hint)

    def looked_at(self, to_read: bool) -> tuple[str, CiError | None]:
        """As `seen` for who only looks ``to_read``, as `tip` for others."""
        return self.seen() if to_read else (self.tip(), None)

    def fetched(self) -> str:
        """The commit that the branch was at when it was fetched last; empty before that."""
        return self.resolve(_TRACKED)

    def is_in_branch(self, commit: str) -> bool:
        """Whether the branch holds a commit that is here, or held it when it was fetched last."""
        return self.is_ancestor(commit, self.fetched())


def lock_of(clone: Path) -> Path:
    return clone.with_name(f'{clone.name}.lock')
