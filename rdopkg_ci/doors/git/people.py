"""Who makes a commit, as git names people: ``Name <address>``."""

from __future__ import annotations

import getpass
import re
from collections.abc import Mapping
from contextlib import suppress

from rdopkg_ci.core.text.terminal import quoted
from rdopkg_ci.doors.git import Run
from rdopkg_ci.errors import CiError

_PERSON = re.compile(r'([^<>\n]*) <([^<>\n]*)>')
_USE_CONFIG_ONLY = {
    'GIT_CONFIG_COUNT': '1',
    'GIT_CONFIG_KEY_0': 'user.useConfigOnly',
    'GIT_CONFIG_VALUE_0': 'true',
}


def person(run: Run) -> str:
    """Who works here: git's settings, else the login name on this machine. ``run`` is git."""
    known = run('var', 'GIT_AUTHOR_IDENT', env=_USE_CONFIG_ONLY, codes=(0, 1, 128))
    if known.code == 0:
        return known.text.rpartition('> ')[0] + '>'
    return login()


def login() -> str:
    """Who works here as long as git does not know them: no address of theirs anywhere else."""
    name = ''
    with suppress(ImportError, KeyError, OSError):
        name = re.sub(r'[^A-Za-z0-9._-]', '', getpass.getuser())
    return f'{name or "rdopkg-ci"} <{name or "rdopkg-ci"}@localhost>'


def is_known(who: str) -> bool:
    """Whether git knew them, and we did not take the login name."""
    return not who.endswith('@localhost>')


def is_person(text: str) -> bool:
    """Whether git takes it for an author."""
    return bool(_PERSON.fullmatch(text) and text.strip(' <>'))


def roles(committer: str, author: str) -> Mapping[str, str]:
    """Both in the environment of a git that commits."""
    people = {}
    for role, who in (('COMMITTER', committer), ('AUTHOR', author)):
        match = _PERSON.fullmatch(who)
        if not match:
            raise CiError(f'{quoted(who)} is not of the form NAME <ADDRESS>')
        name, address = match[1] or match[2] or 'unknown', match[2]
        people[f'GIT_{role}_NAME'], people[f'GIT_{role}_EMAIL'] = name, address
    return people
