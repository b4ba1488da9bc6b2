"""One build as an update file lists it: its keys and what each may hold."""

from __future__ import annotations

import re
from typing import NamedTuple, Optional

from rdopkg_ci.core import fields, targets
from rdopkg_ci.core.nearby import unknown
from rdopkg_ci.core.policy import Policy
from rdopkg_ci.core.problems import Problems
from rdopkg_ci.core.target import NAME, Target
from rdopkg_ci.core.terminal import quoted
from rdopkg_ci.core.update import Build
from rdopkg_ci.core.yamltext import Node

REQUIRED, OPTIONAL = ('id', 'source', 'repo', 'dist'), ('tag', 'arch')
SOURCES = ('koji', 'cbs', 'brew', 'local', 'dummy')
COPR = 'copr-'
_ID = re.compile(r'[A-Za-z0-9][A-Za-z0-9._+~^-]{0,254}')
_OWNER = re.compile(r'@?[A-Za-z0-9][A-Za-z0-9._-]{0,62}')
# Directories that a yum repo has already.
_TAKEN = ('repodata', 'source', 'src')
NAME_OF_DIRECTORY = re.compile(r'[A-Za-z0-9][A-Za-z0-9._-]{0,62}')


class Located(NamedTuple):
    """A build and the line it starts in."""

    build: Build
    line: int


def read(node: Node, problems: Problems, policy: Optional[Policy] = None) -> Optional[Located]:
    """The build, with its dist spelled as ``policy`` spells it; None where there is a problem."""
    values = fields.known(node, 'a build', REQUIRED, OPTIONAL, problems)
    found = {key: _CHECKS[key](value, problems) for key, value in values.items()}
    if not all(found.values()) or not all(key in found for key in REQUIRED):
        return None
    build = Build(**found)
    if not build.source.startswith(COPR) and not _is_nvr(build.id):
        problems.add(values['id'].line, f'id {quoted(build.id)} is not NAME-VERSION-RELEASE')
        return None
    if policy is None:
        return Located(build, node.line)
    try:
        return Located(targets.respell(build, policy), node.line)
    except ValueError as error:
        problems.add(values['dist'].line, str(error))
        return None


def safe_word(value: str, pattern: re.Pattern[str], what: str, line: int, problems: Problems) -> str:
    """``value`` where it fits ``pattern`` and holds no ``..``; else a problem and nothing."""
    if value and (not pattern.fullmatch(value) or '..' in value):
        allowed = 'small letters, digits' if pattern is NAME else 'letters, digits'
        marks = '+ ~ ^ ' if pattern is _ID else ''
        signs = f'. - {marks}' if pattern is NAME else f'. _ - {marks}'
        starts = 'it starts with a letter or digit, holds no ".." and is not too long'
        problems.add(line, f'{what} {quoted(value)} may hold only {allowed} and {signs.strip()}; {starts}')
        return ''
    return value


def _is_nvr(text: str) -> bool:
    parts = text.rsplit('-', 2)
    return len(parts) == 3 and all(parts)


def _id(node: Node, problems: Problems) -> str:
    return safe_word(fields.line(node, 'id', problems), _ID, 'id', node.line, problems)


def _source(node: Node, problems: Problems) -> str:
    value = fields.line(node, 'source', problems)
    if not value or value in SOURCES or (value.startswith(COPR) and _OWNER.fullmatch(value[len(COPR):])):
        return value
    problems.add(node.line, unknown('source', value, (*SOURCES, f'{COPR}OWNER')))
    return ''


def _name(what: str, pattern: re.Pattern[str] = NAME) -> _Check:
    def check(node: Node, problems: Problems) -> str:
        value = safe_word(fields.line(node, what, problems), pattern, what, node.line, problems)
        if what == 'tag' and value in _TAKEN:
            problems.add(node.line, f'tag {quoted(value)} is a directory that a repo has already; choose another')
            return ''
        return value
    return check
