"""The policy file, ``ci.yml``: YAML to a Policy.

``releases`` (release → dist → ``production`` URL and ``base`` URLs) or ``rdoinfo`` (``local``
directory or ``git`` URL) names the targets. May have ``aliases``, ``must_provision``, ``special``,
``disabled``, ``retries``, ``phases``, ``agents``, ``recheck`` and ``may_be_older``.
"""

from __future__ import annotations

from collections.abc import Mapping

from rdopkg_ci.core.policy import agents_file, phase_file, recheck
from rdopkg_ci.core.policy.policy import Disable, Policy, Rdoinfo, Repos
from rdopkg_ci.core.policy.recheck import Recheck
from rdopkg_ci.core.target import Target
from rdopkg_ci.core.text.suggestions import near
from rdopkg_ci.core.text.terminal import quoted
from rdopkg_ci.core.yaml import document, fields, values
from rdopkg_ci.core.yaml.nodes import MappingNode, Node, is_null
from rdopkg_ci.core.yaml.problems import Problems

# Where the policy lies in the rdo-update repo.
POLICY = 'ci.yml'
KEYS = (
    'rdoinfo',
    'releases',
    'aliases',
    'special',
    'must_provision',
    'disabled',
    'retries',
    'phases',
    'agents',
    'recheck',
    'may_be_older',
)
HINT = (
    'The policy has releases (or rdoinfo), and may have aliases, special, must_provision, disabled,'
    ' retries, phases, agents, recheck and may_be_older.'
)
MOST_RETRIES = 10


def parse(data: bytes, name: str) -> Policy:
    """The policy in a file called ``name``; raises InvalidInput with every problem and its line."""
    problems = Problems(f'{name}:', HINT)
    root = document.load(data, problems)
    # A key whose whole value is commented out counts as left out.
    nodes = {
        key: node
        for key, node in fields.known(root, 'the policy', (), KEYS, problems).items()
        if not is_null(node)
    }
    if isinstance(root, MappingNode) and not {'releases', 'rdoinfo'} & set(nodes):
        problems.add(root.line, 'the policy names no targets: it has neither releases nor rdoinfo')
    rdoinfo = _rdoinfo(nodes['rdoinfo'], problems) if 'rdoinfo' in nodes else None
    targets = _targets(nodes['releases'], problems) if 'releases' in nodes else {}
    retries = (
        values.number(nodes['retries'], 'retries', MOST_RETRIES, problems)
        if 'retries' in nodes
        else 1
    )
    policy = Policy(
        targets=targets,
        special=_special(nodes['special'], problems) if 'special' in nodes else {},
        aliases=_aliases(nodes['aliases'], problems) if 'aliases' in nodes else {},
        must_provision=(
            _globs(nodes['must_provision'], problems) if 'must_provision' in nodes else ()
        ),
        disabled=(
            _disabled(nodes['disabled'], None if rdoinfo else targets, problems)
            if 'disabled' in nodes
            else ()
        ),
        retries=retries or 0,
        phases=phase_file.read(nodes['phases'], problems) if 'phases' in nodes else {},
        rdoinfo=rdoinfo,
        agents=agents_file.read(nodes['agents'], problems) if 'agents' in nodes else {},
        recheck=recheck.read(nodes['recheck'], problems) if 'recheck' in nodes else Recheck(),
        may_be_older=_tags(nodes['may_be_older'], problems) if 'may_be_older' in nodes else (),
    )
    problems.stop()
    return policy


def _rdoinfo(node: Node, problems: Problems) -> Rdoinfo | None:
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
    return (
        Rdoinfo('git', values.url(nodes['git'], 'rdoinfo git', problems))
        if 'git' in nodes
        else None
    )


def _targets(node: Node, problems: Problems) -> Mapping[Target, Repos]:
    found = {}
    for key, dists in fields.entries(node, 'releases', problems):
        release = fields.word(key, 'release', fields.NAME, problems)
        for name, repos in fields.entries(dists, f'release {quoted(key.text)}', problems):
            dist = fields.word(name, 'dist', fields.NAME, problems)
            nodes = fields.known(
                repos, f'dist {quoted(name.text)}', ('production',), ('base',), problems
            )
            production = (
                values.url(nodes['production'], 'production', problems)
                if 'production' in nodes
                else ''
            )
            base = fields.items(nodes['base'], 'base', problems) if 'base' in nodes else ()
            found[Target(release, dist)] = Repos(
                production, tuple(values.url(one, 'base', problems) for one in base)
            )
        if isinstance(dists, MappingNode) and not dists.entries:
            problems.add(dists.line, f'release {quoted(key.text)} has no dists')
    return found


def _special(node: Node, problems: Problems) -> Mapping[Target, str]:
    found = {}
    for key, value in fields.entries(node, 'special', problems):
        target = values.target(key, 'a key of special', problems)
        reason = fields.line(value, f'the reason of {quoted(key.text)}', problems)
        if target:
            found[target] = reason
    return found


def _aliases(node: Node, problems: Problems) -> Mapping[str, str]:
    pairs = fields.entries(node, 'aliases', problems)
    return {
        fields.word(key, 'alias', fields.NAME, problems): fields.word(
            value, f'alias {quoted(key.text)}', fields.NAME, problems
        )
        for key, value in pairs
    }


def _globs(node: Node, problems: Problems) -> tuple[str, ...]:
    nodes = fields.items(node, 'must_provision', problems)
    return tuple(fields.word(one, 'must_provision', values.GLOB, problems) for one in nodes)


def _tags(node: Node, problems: Problems) -> tuple[str, ...]:
    nodes = fields.items(node, 'may_be_older', problems)
    return tuple(fields.word(one, 'may_be_older', fields.DIRECTORY, problems) for one in nodes)


def _disabled(
    node: Node, targets: Mapping[Target, Repos] | None, problems: Problems
) -> tuple[Disable, ...]:
    found = (_disable(one, targets, problems) for one in fields.items(node, 'disabled', problems))
    return tuple(disable for disable in found if disable)


def _disable(
    node: Node, targets: Mapping[Target, Repos] | None, problems: Problems
) -> Disable | None:
    nodes = fields.known(
        node, 'a disable', ('target', 'reason', 'owner', 'until'), ('phase', 'signature'), problems
    )
    target = values.target(nodes['target'], 'target', problems) if 'target' in nodes else None
    if target and targets is not None and target not in targets:
        problems.add(
            nodes['target'].line,
            f'{target} is no target of this policy{near(str(target), map(str, targets))}',
        )
    reason, owner = (
        fields.line(nodes[key], key, problems) if key in nodes else ''
        for key in ('reason', 'owner')
    )
    until = values.day(nodes['until'], 'until', problems) if 'until' in nodes else None
    phase = phase_file.phase_name(nodes['phase'], problems) if 'phase' in nodes else ''
    signature = (
        fields.word(nodes['signature'], 'signature', values.SIGNATURE, problems)
        if 'signature' in nodes
        else ''
    )
    return Disable(target, reason, owner, until, phase, signature) if target and until else None
