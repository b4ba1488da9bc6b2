"""Who we are to a Gerrit: the password of the environment, of ~/.netrc, or of `git credential`."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

from rdopkg_ci.doors.gerrit.settings import VARIABLE, GerritSettings
from rdopkg_ci.doors.git import safety
from rdopkg_ci.doors.http import Credentials, netrc
from rdopkg_ci.doors.processes import command
from rdopkg_ci.errors import CiError, NotAuthorised

# No helper that waits for a person holds us for longer.
_PATIENCE = 20.0


def find(settings: GerritSettings, environ: Mapping[str, str]) -> Credentials | None:
    """None without a user, or without a password: then we are nobody, and can only read."""
    if not settings.user:
        return None
    url, user = settings.url, settings.user
    own = '' if settings.from_checkout else environ.get(VARIABLE, '')
    if own:
        return Credentials(url, user, own, f'the variable {VARIABLE}')
    if secret := netrc.secret(url, user):
        return Credentials(url, user, secret, netrc.entry(url))
    secret = _of_git(url, user)
    return Credentials(url, user, secret, '`git credential`') if secret else None


def required(settings: GerritSettings, environ: Mapping[str, str]) -> Credentials | None:
    """The same, for more than reading: raises NotAuthorised where there is a user without a
    password. Whom a checkout names may push by ssh, and have none.
    """
    found, url, user = find(settings, environ), settings.url, settings.user
    if user and not found and not settings.from_checkout:
        raise NotAuthorised(
            f'there is no password for the user {user} of {url}',
            f'Make an HTTP password, or a token, in the settings of the Gerrit, and put it into'
            f' {VARIABLE}, into ~/.netrc for that host, or into a helper of `git credential`;'
            ' or leave gerrit.user empty, to be anonymous.',
        )
    return found


def _of_git(url: str, user: str) -> str:
    """What git's own helpers know; none of them may ask a person."""
    parts = urlsplit(url)
    fields = {
        'protocol': parts.scheme,
        'host': parts.netloc,
        'path': parts.path.strip('/'),
        'username': user,
    }
    asked = ''.join(f'{key}={value}\n' for key, value in fields.items() if value) + '\n'
    around = {**safety.ENVIRONMENT, 'GIT_ASKPASS': '', 'SSH_ASKPASS': None}
    with tempfile.TemporaryDirectory(prefix='rdopkg-ci-') as nowhere:
        try:
            done = command.run(
                *('git', '-c', 'core.askPass=', 'credential', 'fill'),
                cwd=Path(nowhere),
                env=around,
                stdin=asked.encode(),
                timeout=_PATIENCE,
                codes=(0, 1, 128),
            )
        except CiError:
            return ''
    lines = (line.partition('=') for line in done.text.splitlines())
    return next((value for key, _, value in lines if key == 'password'), '')
