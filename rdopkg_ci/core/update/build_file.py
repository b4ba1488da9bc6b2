"""One build as an update file lists it: its keys and what each may hold."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from rdopkg_ci.core.policy.policy import Policy
from rdopkg_ci.core.rpm_name import ARCHES, BUILD
from rdopkg_ci.core.target import Target
from rdopkg_ci.core.text.suggestions import unknown
from rdopkg_ci.core.text.terminal import quoted
from rdopkg_ci.core.update import targets
from rdopkg_ci.core.update.update import Build
from rdopkg_ci.core.yaml import fields
from rdopkg_ci.core.yaml.fields import Grammar
from rdopkg_ci.core.yaml.nodes import Node
from rdopkg_ci.core.yaml.problems import Problems

REQUIRED, OPTIONAL = ('id', 'source', 'repo', 'dist'), ('tag', 'arch')
SOURCES = ('koji', 'cbs', 'brew', 'http', 'local', 'dummy')
COPR = 'copr-'
ID = Grammar(BUILD, 'up to 255 letters, digits and . _ + ~ ^ -')
_GRAMMARS = {
    'id': ID,
    'repo': fields.NAME,
    'dist': fields.NAME,
    'tag': fields.DIRECTORY,
    'arch': fields.DIRECTORY,
}
_OWNER = re.compile(r'@?[A-Za-z0-9][A-Za-z0-9._-]{0,62}')
# A tag is a directory beside these.
_REPO_HAS = ('repodata', 'source')


class Located(NamedTuple):
    """A build and the line it starts in."""

    build: Build
    line: int


def read(node: Node, problems: Problems, policy: Policy | None = None) -> Located | None:
    """The build, with its dist spelled as ``policy`` spells it, or where that does not know it as
    it stands there; None where there is another problem.
    """
    nodes = fields.known(node, 'a build', REQUIRED, OPTIONAL, problems)
    values = {key: _value(key, value, problems) for key, value in nodes.items()}
    if (
        values.get('id')
        and not values.get('source', '').startswith(COPR)
        and not _is_nvr(values['id'])
    ):
        problems.add(nodes['id'].line, f'id {quoted(values["id"])} is not NAME-VERSION-RELEASE')
        values['id'] = ''
    if policy and values.get('repo') and values.get('dist'):
        values['dist'] = _dist(nodes, Target(values['repo'], values['dist']), policy, problems)
    if not all(values.get(key, key in OPTIONAL) for key in (*REQUIRED, *OPTIONAL)):
        return None
    return Located(Build(**values), node.line)


def _dist(nodes: Mapping[str, Node], target: Target, policy: Policy, problems: Problems) -> str:
    try:
        return targets.spell(target, policy).dist
    except targets.UnknownRelease as error:
        problems.add(nodes['repo'].line, str(error))
        strange = targets.strange_dist(target, policy)
        if strange:
            problems.add(nodes['dist'].line, strange)
    except ValueError as error:
        problems.add(nodes['dist'].line, str(error))
    return target.dist


def _value(key: str, node: Node, problems: Problems) -> str:
    value = (
        fields.line(node, key, problems)
        if key == 'source'
        else fields.word(node, key, _GRAMMARS[key], problems)
    )
    problem = _problem(key, value) if value else ''
    if problem:
        problems.add(node.line, problem)
        return ''
    return value


def _problem(key: str, value: str) -> str:
    if key == 'tag' and value in _REPO_HAS:
        return f'tag {quoted(value)} is a directory that every repo has; choose another'
    if key == 'arch' and value not in ARCHES:
        return unknown('arch', value, ARCHES)
    is_copr = value.startswith(COPR) and _OWNER.fullmatch(value[len(COPR) :]) and '..' not in value
    if key == 'source' and value not in SOURCES and not is_copr:
        return unknown('source', value, (*SOURCES, f'{COPR}OWNER'))
    return ''


def _is_nvr(text: str) -> bool:
    parts = text.rsplit('-', 2)
    return len(parts) == 3 and all(parts)
