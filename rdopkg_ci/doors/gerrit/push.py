"""What a Gerrit says to a push for review, and what to do about it."""

from __future__ import annotations

import re
from typing import NamedTuple

from rdopkg_ci.core.text.terminal import safe
from rdopkg_ci.core.text.urls import without_logins
from rdopkg_ci.doors.git.access import GitAccess
from rdopkg_ci.doors.git.words import is_refusal, words
from rdopkg_ci.doors.processes.command import Done
from rdopkg_ci.errors import CiError, NotAuthorised, Refused, UsageError

# What to do where the account does not have the address of who commits.
ADDRESS = 'Set user.email in your git config to an address that your account in Gerrit has.'


class Remedy(NamedTuple):
    """What a server says, how that ends, and what a person does then."""

    said: re.Pattern[str]
    error: type[CiError]
    hint: str


def _remedy(said: str, error: type[CiError], hint: str) -> Remedy:
    return Remedy(re.compile(said, re.I), error, hint)


_LOGIN = _remedy(
    'Authentication failed|could not read (?:Username|Password)|Permission denied \\(|HTTP 401'
    '|Unauthorized',
    NotAuthorised,
    'The server does not know you: set gerrit.user, and RDOPKG_CI_GERRIT_PASSWORD or ~/.netrc;'
    ' with ssh, add your public key to your account.',
)
_REMEDIES = (
    _remedy(
        r'change \S+ closed|change closed',
        Refused,
        'It takes no more patch sets: run this again for another change.',
    ),
    _remedy(
        'not registered in your account|invalid (?:committer|author)|forge (?:committer|author)',
        NotAuthorised,
        ADDRESS,
    ),
    _LOGIN,
    _remedy(
        'not permitted|prohibited by Gerrit|permission denied|not allowed|403',
        NotAuthorised,
        'Ask an owner of the project in Gerrit for the right to push to refs/for/….',
    ),
    _remedy(
        'topic (?:length|.*limit)|quotation marks',
        UsageError,
        'Submit the builds as several updates of fewer releases each.',
    ),
    _remedy(
        'does not identify a registered user',
        UsageError,
        'Name people by their user name or an address that the Gerrit knows.',
    ),
    _remedy(
        'change-id',
        Refused,
        'The commit message has our own Change-Id as its last line: a hook or a rule of the server'
        ' wants another. Show this to its admin.',
    ),
    _remedy(
        'implicit merge|cannot add patch set|hook declined|rejected by|validation',
        Refused,
        'A rule of the server is against it; its words say which.',
    ),
)


def failure(done: Done, remote: str, access: GitAccess | None = None) -> CiError:
    """The server's own words with our remedy; ``access`` is who we were to it."""
    said = words(done)
    where = without_logins(safe(remote))
    for remedy in _REMEDIES:
        if remedy.said.search(said):
            own = access.remedy(remote, said) if access and remedy is _LOGIN else ''
            return remedy.error(f'{where} refuses the change:\n{said}', own or remedy.hint)
    if is_refusal(done):
        return Refused(f'{where} refuses the change:\n{said}', 'Its words say why.')
    return CiError(f'the push to {where} failed:\n{said}', 'Nothing is lost: run this again.')


def is_nothing_new(done: Done) -> bool:
    """Whether the server has that very commit already."""
    return 'no new changes' in words(done)
