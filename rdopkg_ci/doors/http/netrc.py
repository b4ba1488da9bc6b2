"""The secret that ~/.netrc holds for a user of a server."""

from __future__ import annotations

import os
from netrc import NetrcParseError, netrc
from pathlib import Path

from rdopkg_ci.core.text.terminal import safe_line
from rdopkg_ci.doors.http.address import Address
from rdopkg_ci.errors import UsageError


def secret(url: str, user: str) -> str:
    """The password, or token, of ``user`` at the host of ``url``; empty where there is none.

    Raises UsageError where the file cannot be read; what is in it is not shown.
    """
    path = _path()
    if not path.exists():
        return ''
    try:
        found = netrc(str(path)).authenticators(Address.parse(url).origin.host)
    except (OSError, UnicodeError) as error:
        raise UsageError(f'{path} cannot be read') from error
    except NetrcParseError as error:
        raise UsageError(f'{path}, line {error.lineno}: it is not as a .netrc should be') from error
    if found and found[0] == user:
        return found[2] or ''
    return ''


def entry(url: str) -> str:
    """What people call the entry for the host of ``url``."""
    named = os.environ.get('NETRC')
    where = safe_line(named) if named else '~/.netrc'
    return f'{where} (machine {Address.parse(url).origin.host})'


def login(url: str) -> str:
    """Whom the file has for that host; empty for nobody."""
    try:
        found = netrc(str(_path())).authenticators(Address.parse(url).origin.host)
    except (OSError, ValueError, NetrcParseError):
        return ''
    return safe_line(found[0]) if found else ''


def _path() -> Path:
    return Path(os.environ.get('NETRC') or Path.home() / '.netrc')
