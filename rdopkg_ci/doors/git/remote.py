"""The server of a git repo, with a bare clone of it here: fetch refs, push commits, and what git
says where that fails.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from rdopkg_ci.core.text.terminal import safe
from rdopkg_ci.core.text.urls import without_logins
from rdopkg_ci.doors.git import locks
from rdopkg_ci.doors.git.access import OWN, GitAccess
from rdopkg_ci.doors.git.reader import GitReader
from rdopkg_ci.doors.git.words import is_refusal, words
from rdopkg_ci.doors.processes.command import ANY_CODE, Done
from rdopkg_ci.errors import CiError, NotAuthorised, Refused

# What git says where the server wants to know who we are, or does not believe it.
_LOGIN = re.compile(r'could not read (?:Username|Password)|Authentication failed|Permission denied')
_RIGHTS = re.compile('not permitted|prohibited|not allowed|permission|denied', re.I)
_ASK = (
    'Only who may push to {} can do this, as the account of the gate does: ask a release engineer'
    ' to do it, or an admin for the right.'
)
# The branch moved under us: seen before the push, by the receiver, or between the two.
_RACE = ('[rejected]', 'cannot lock ref', 'failed to update ref', 'incorrect old value')


class GitRemote(NamedTuple):
    clone: GitReader
    address: str
    access: GitAccess = OWN

    @property
    def shown(self) -> str:
        """The address, for people."""
        return _shown(self.address.encode())

    def fetch(self, specs: Sequence[str]) -> str:
        """Fetch refs, all or none; returns the problem, empty for none. Only one of us at a time
        may do so in a clone.
        """
        # Nobody but us writes here: any lock of git's own was left by a killed one.
        locks.remove_stale(self.clone.path, 0)
        options = ('--quiet', '--no-tags', '--no-write-fetch-head', '--no-auto-gc')
        done = self._there('fetch', *options, '--end-of-options', self.address, *specs)
        return _shown(done.err) or f'git ended with code {done.code}' if done.code else ''

    def pushed(self, target: str, *options: str) -> Done:
        """What comes of pushing ``COMMIT:REF``, with options for the server."""
        given = [f'--push-option={option}' for option in options]
        return self._there('push', '--porcelain', *given, '--end-of-options', self.address, target)

    def push(self, commit: str, ref: str) -> bool:
        """Whether ``ref`` is at ``commit`` now; not when somebody else was faster. Raises CiError
        for any other failure.
        """
        done = self.pushed(f'{commit}:{ref}')
        if done.code == 0:
            return True
        said = _shown(done.out + b'\n' + done.err)
        if '.lock' in said and Path(self.address).is_dir():
            locks.remove_stale(Path(self.address))
            return False
        if any(word in done.text for word in _RACE):
            return False
        if is_refusal(done):
            raise self._refusal(words(done), ref)
        if is_about_login(said):
            problem = f'{self.shown} does not let us in:\n{said}'
            raise NotAuthorised(problem, self.access.remedy(self.address, said))
        # The other side ended before it said how: it may have taken the push, or not.
        problem = f'push to {self.shown} failed:\n{said}'
        raise CiError(problem, 'Nothing is lost: run this again.')

    def _refusal(self, said: str, ref: str) -> CiError:
        branch = ref.removeprefix('refs/heads/')
        problem = f'{self.shown} does not take a push to {branch}:\n{said}'
        if _RIGHTS.search(said):
            return NotAuthorised(problem, _ASK.format(branch))
        return Refused(problem, 'Its words say why.')

    def _there(self, *arguments: str) -> Done:
        """Git, with the server and as whom we are to it."""
        return self.clone.run(*arguments, env=self.access.environment, codes=ANY_CODE)


def is_about_login(problem: str) -> bool:
    """Whether git was not let in."""
    return bool(_LOGIN.search(problem))


def _shown(said: bytes) -> str:
    """What git says, or an address, without what logs us in there."""
    return without_logins(safe(said.decode('utf-8', 'replace'))).strip()
