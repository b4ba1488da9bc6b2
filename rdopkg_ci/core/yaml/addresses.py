"""Where servers and git repos are: addresses without secrets, and nothing that git or ssh would
take for an option or a program.
"""

from __future__ import annotations

import re
from urllib.parse import SplitResult, urlsplit

from rdopkg_ci.core.text.terminal import quoted
from rdopkg_ci.core.yaml import values
from rdopkg_ci.core.yaml.nodes import Node
from rdopkg_ci.core.yaml.problems import Problems

_HELPER = re.compile(r'[A-Za-z0-9+.-]*::')
# [USER@]HOST:PATH, as scp writes it.
_SCP = re.compile(r'(?:\w[\w.+-]*@)?(?:\w[\w.-]*|\[[0-9A-Fa-f:.]+\]):(?!-)\S+', re.A)
_SERVERS = ('ssh', 'https', 'http', 'git')
_SECRETS = 'keep passwords in ~/.netrc or `git credential`'
_WRITE = (
    'is not the address of a git repo: write ssh://…, https://…, file:///…, USER@HOST:PATH, or a'
    ' directory from / or ~ on'
)


def server(node: Node, what: str, problems: Problems) -> str:
    """An http or https URL without a user or password in it, without ``/`` at the end; empty where
    it is none.
    """
    url = values.url(node, what, problems)
    if url and urlsplit(url).scheme == 'file':
        problems.add(node.line, f'{what} {quoted(url)} must be an http or https URL')
        return ''
    return url.rstrip('/')


def repository(node: Node, what: str, problems: Problems) -> str:
    """The URL of a git repo, in any way that git has but those that run programs, or a directory
    from ``/`` on; empty where it is none.
    """
    value = values.written(node, what, problems)
    problem = _problem(value) if value else ''
    if problem:
        problems.add(node.line, f'{what} {problem}')
        return ''
    return values.lower_scheme(value) if '://' in value else value


def is_directory(address: str) -> bool:
    """Whether a git address is a directory and no URL."""
    return address.startswith('/')


def _problem(value: str) -> str:
    """Why it is no address; empty where it is one. What holds a password is not shown."""
    if value.startswith('-') or _HELPER.match(value):
        return f'{quoted(value)} is an option or a program to git; give the URL of a repo'
    if is_directory(value) or ('://' not in value and _SCP.fullmatch(value)):
        return ''
    try:
        parts = urlsplit(value)
        if parts.password is not None:
            return f'holds a password; {_SECRETS}'
        is_known = parts.scheme == 'file' or (parts.port or 0) >= 0
    except ValueError as error:
        return 'is not a URL' if '@' in value else f'{quoted(value)} is not a URL: {error}'
    return '' if is_known and _leads_somewhere(value, parts) else f'{quoted(value)} {_WRITE}'


def _leads_somewhere(value: str, parts: SplitResult) -> bool:
    if '://' not in value or re.search(r'\s', value):
        return False
    if parts.scheme == 'file':
        return parts.netloc in ('', 'localhost') and parts.path.startswith('/')
    user, host = parts.username or '', parts.hostname or '-'
    return parts.scheme in _SERVERS and not user.startswith('-') and not host.startswith('-')
