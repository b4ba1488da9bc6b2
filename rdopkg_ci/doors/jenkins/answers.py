"""What a Jenkins says, and what it means: a mapping, or a failure with its name.

Error pages are HTML; what is of use in them is in headers: X-Error, the words for the user, and
X-Required-Permission.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from rdopkg_ci.core.text import json_values
from rdopkg_ci.core.text.terminal import safe_line
from rdopkg_ci.doors.http import HttpResponse, NotAllowed, Rejected, Unreachable, shown
from rdopkg_ci.doors.jenkins.settings import VARIABLE

JSON = 64_000_000
_JSON_TYPE = re.compile('application/(?:json|javascript)')
_OWNERS = {'Hudson': 'Overall', 'Jenkins': 'Overall', 'Item': 'Job', 'Computer': 'Agent'}
_WORDS = 300


def mapping(answer: HttpResponse) -> Mapping[str, Any]:
    """The JSON of an answer. Raises Unreachable where it is a page of somebody else; the server
    need not name itself, for the oldest of its family do not.
    """
    if not _JSON_TYPE.match(answer.headers.get('content-type', '')):
        raise _somebody(answer)
    try:
        return json_values.load(answer.body, JSON, nan_is_null=True)
    except ValueError as error:
        raise Unreachable(f'{shown(answer.url)}: the answer is no JSON: {error}') from error


def items(found: Mapping[str, Any], key: str, what: str) -> Sequence[Any]:
    """The list at a key. Without one nobody knows, which is not the same as an empty one: raises
    Rejected with ``what`` cannot be told.
    """
    try:
        return json_values.items(found, key)
    except ValueError as error:
        raise Rejected(f'{what}: {error}') from error


def selected(tree: str) -> frozenset[str]:
    """The keys that an answer to a tree may have at its top."""
    inner = re.compile(r'\[[^\[\]]*\]')
    while inner.search(tree):
        tree = inner.sub('', tree)
    return frozenset({*tree.split(','), '_class'})


def check(answer: HttpResponse) -> None:
    """Raises Unreachable for a page to look at, where a file or data was asked for."""
    if answer.headers.get('content-type', '').startswith('text/html'):
        raise _somebody(answer)


def _somebody(answer: HttpResponse) -> Unreachable:
    return Unreachable(
        f'{shown(answer.url)} is not what we asked for, but a page of something before the'
        ' Jenkins: a sign-in, a proxy, or a server that is stopping',
        'Open jenkins.url in a browser; scripts need an API token, and a way past the sign-in.',
        answer,
        is_passing=False,
    )


def denied(error: NotAllowed, needs: str, user: str, remedy: str = '') -> NotAllowed:
    """The same failure with the permission that is missing, which the server may have named.
    ``remedy`` says what to do where it does not believe who we are.
    """
    answer = error.answer
    if answer is None or answer.status == 401:
        hint = f'Set jenkins.user to a user, and {VARIABLE} or ~/.netrc to an API token of theirs.'
        problem = f'the Jenkins does not know {_who(user)}: {error}'
        return NotAllowed(problem, remedy or hint, answer)
    named = answer.headers.get('x-required-permission', '')
    missing = permission(named) or needs
    hint = f'Ask the admin of the Jenkins to grant {missing} to {user or "anonymous"}.'
    return NotAllowed(f'{_who(user)} lacks the permission {missing}: {error}', hint, answer)


def permission(named: str) -> str:
    """``hudson.model.Item.Build`` as the pages of Jenkins have it: ``Job/Build``."""
    found = re.fullmatch(r'[\w.$]*\b(\w+)[.$](\w+)', named[:_WORDS])
    return f'{_OWNERS.get(found[1], found[1])}/{found[2]}' if found else ''


def words(answer: HttpResponse | None) -> str:
    """What the server says of it to its users, or nothing."""
    return safe_line(answer.headers.get('x-error', ''))[:_WORDS] if answer else ''


def is_sign_in(answer: HttpResponse, root: str) -> bool:
    """Whether an answer leads away from where we asked, as those do who want a sign-in."""
    location = answer.headers.get('location', '')
    is_here = location.startswith((f'{root}/', '/', '.')) and not location.startswith('//')
    return bool(location) and (not is_here or '/login' in location or 'securityRealm' in location)


def signed_away(answer: HttpResponse) -> Unreachable:
    led = shown(answer.headers.get('location', ''))
    return Unreachable(
        f'{shown(answer.url)} leads to {led}, which looks like a sign-in',
        'Scripts need an API token, and a way past the sign-in of people.',
        answer,
        is_passing=False,
    )


def _who(user: str) -> str:
    return f'the user {user}' if user else 'anonymous'
