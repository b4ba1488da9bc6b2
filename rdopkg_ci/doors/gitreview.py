"""The Gerrit that a checkout names for git-review, where it is one of an rdo-update repo."""

from __future__ import annotations

import configparser
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from rdopkg_ci.core.yaml.fields import Grammar
from rdopkg_ci.doors import files
from rdopkg_ci.doors.git import safety
from rdopkg_ci.doors.leaf import BRANCH, PROJECT, USER
from rdopkg_ci.doors.processes import command
from rdopkg_ci.errors import CiError

FILE = '.gitreview'
LIMIT = 100_000
# What an rdo-update repo has; the checkout of a package, which people are in all day, has not.
_SIGNS = ('ci.yml', 'updates')
HOST = Grammar(re.compile(r'[A-Za-z0-9][\w.-]{0,252}', re.A), 'a host')
PORT = Grammar(re.compile(r'[0-9]{1,5}'), 'a port')
_PORTS = {'ssh': 29418, 'https': 443, 'http': 80}


class NamedGerrit(NamedTuple):
    """``remote`` is the git URL where that is not below ``url``."""

    url: str
    project: str
    branch: str
    user: str
    remote: str = ''


def find(place: Path) -> NamedGerrit | None:
    """What the checkout around ``place`` says, its git config before its file; None where it says
    nothing that we can use.
    """
    for top in (place, *place.parents):
        if (top / '.git').exists():
            is_ours = any((top / sign).exists() for sign in _SIGNS)
            return _read({**_of_file(top), **_of_git(top)}) if is_ours else None
    return None


def _of_file(top: Path) -> Mapping[str, str]:
    parser = configparser.ConfigParser(interpolation=None, strict=False)
    try:
        parser.read_string(files.read(top / FILE, LIMIT).decode('utf-8'))
        return dict(parser['gerrit'])
    except (CiError, OSError, ValueError, KeyError, configparser.Error):
        return {}


def _of_git(top: Path) -> Mapping[str, str]:
    asked = ('config', '--null', '--get-regexp', r'^gitreview\.')
    try:
        done = command.run('git', *asked, cwd=top, env=safety.ENVIRONMENT, codes=(0, 1, 128))
    except CiError:
        return {}
    return dict(_settings(done.text)) if done.code == 0 else {}


def _settings(text: str) -> Iterator[tuple[str, str]]:
    for one in filter(None, text.split('\0')):
        name, _, value = one.partition('\n')
        yield name.partition('.')[2].lower(), value


def _read(said: Mapping[str, str]) -> NamedGerrit | None:
    scheme, host, user = said.get('scheme') or 'ssh', said.get('host', ''), said.get('username', '')
    project = re.sub(r'\.git$', '', said.get('project', '').strip('/'))
    branch = said.get('branch') or said.get('defaultbranch') or ''
    port = said.get('port') or str(_PORTS.get(scheme, ''))
    is_whole = host and project and scheme in _PORTS
    words = ((HOST, host), (PORT, port), (PROJECT, project), (BRANCH, branch), (USER, user))
    if not is_whole or any(word and not _fits(grammar, word) for grammar, word in words):
        return None
    if scheme == 'ssh':
        at = f'{user}@' if user else ''
        remote = f'ssh://{at}{host}:{port}/{project}'
        return NamedGerrit(f'https://{host}', project, branch, user, remote)
    shown = '' if int(port) == _PORTS[scheme] else f':{port}'
    return NamedGerrit(f'{scheme}://{host}{shown}', project, branch, user)


def _fits(grammar: Grammar, word: str) -> bool:
    return bool(grammar.pattern.fullmatch(word)) and '..' not in word
