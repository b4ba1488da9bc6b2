"""The keys of the policy that name its targets: ``releases``, ``rdoinfo``, ``special`` and
``aliases``.
"""

from __future__ import annotations

from collections.abc import Mapping

from rdopkg_ci.core.policy.policy import Rdoinfo, Repos
from rdopkg_ci.core.target import Target
from rdopkg_ci.core.text.terminal import quoted
from rdopkg_ci.core.yaml import fields, values
from rdopkg_ci.core.yaml.nodes import MappingNode, Node
from rdopkg_ci.core.yaml.problems import Problems


def rdoinfo(node: Node, problems: Problems) -> Rdoinfo | None:
    nodes = fields.known(node, 'rdoinfo', (), ('local', 'git'), problems)
    if isinstance(node, MappingNode) and len(nodes) != 1:
        problems.add(node.line, 'rdoinfo must have either local or git')
    if 'local' in nodes:
        where = fields.line(nodes['local'], 'rdoinfo local', problems)
        if where and not where.startswith('/'):
            problems.add(
                nodes['local'].line, f'rdoinfo local {quoted(where)} must be a directory from / on'
            )
        return Rdoinfo('local', where)
    if 'git' in nodes:
        return Rdoinfo('git', values.url(nodes['git'], 'rdoinfo git', problems))
    return None


def releases(node: Node, problems: Problems) -> Mapping[Target, Repos]:
    found = {}
    for key, dists in fields.entries(node, 'releases', problems):
        release = fields.word(key, 'release', fields.NAME, problems)
        for name, repos in fields.entries(dists, f'release {quoted(key.text)}', problems):
            dist = fields.word(name, 'dist', fields.NAME, problems)
            found[Target(release, dist)] = _repos(repos, f'dist {quoted(name.text)}', problems)
        if isinstance(dists, MappingNode) and not dists.entries:
            problems.add(dists.line, f'release {quoted(key.text)} has no dists')
    return found


def _repos(node: Node, what: str, problems: Problems) -> Repos:
    nodes = fields.known(node, what, ('production',), ('base',), problems)
    production = ''
    if 'production' in nodes:
        production = values.url(nodes['production'], 'production', problems)
    base = fields.items(nodes['base'], 'base', problems) if 'base' in nodes else ()
    return Repos(production, tuple(values.url(one, 'base', problems) for one in base))


def special(node: Node, problems: Problems) -> Mapping[Target, str]:
    found = {}
    for key, value in fields.entries(node, 'special', problems):
        target = values.target(key, 'a key of special', problems)
        reason = fields.line(value, f'the reason of {quoted(key.text)}', problems)
        if target:
            found[target] = reason
    return found


def aliases(node: Node, problems: Problems) -> Mapping[str, str]:
    found = {}
    for key, value in fields.entries(node, 'aliases', problems):
        alias = fields.word(key, 'alias', fields.NAME, problems)
        found[alias] = fields.word(value, f'alias {quoted(key.text)}', fields.NAME, problems)
    return found
