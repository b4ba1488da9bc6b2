"""The policy file, ``ci.yml``: YAML to a Policy.

``releases`` (release → dist → ``production`` URL and ``base`` URLs) or ``rdoinfo`` (``local``
directory or ``git`` URL) names the targets. May have ``aliases``, ``must_provision``, ``special``,
``disabled``, ``retries``, ``phases``, ``agents``, ``recheck`` and ``may_be_older``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import NamedTuple, TypeVar

from rdopkg_ci.core.policy import agents_file, disables_file, phase_file, recheck, targets_file
from rdopkg_ci.core.policy.policy import Policy, Repos
from rdopkg_ci.core.policy.recheck import Recheck
from rdopkg_ci.core.target import Target
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
T = TypeVar('T')


def parse(data: bytes, name: str) -> Policy:
    """The policy in a file called ``name``; raises InvalidInput with every problem and its line."""
    problems = Problems(f'{name}:', HINT)
    keys = _keys(document.load(data, problems), problems)
    rdoinfo = keys.read('rdoinfo', targets_file.rdoinfo, None)
    nowhere: Mapping[Target, Repos] = {}
    targets = keys.read('releases', targets_file.releases, nowhere)
    retries = keys.read('retries', _retries, 1)
    policy = Policy(
        targets=targets,
        special=keys.read('special', targets_file.special, {}),
        aliases=keys.read('aliases', targets_file.aliases, {}),
        must_provision=keys.read('must_provision', _globs, ()),
        # Those that rdoinfo names are not known yet.
        disabled=keys.read(
            'disabled', partial(disables_file.read, targets=None if rdoinfo else targets), ()
        ),
        retries=retries,
        phases=keys.read('phases', phase_file.read, {}),
        rdoinfo=rdoinfo,
        agents=keys.read('agents', agents_file.read, {}),
        recheck=keys.read('recheck', recheck.read, Recheck()),
        may_be_older=keys.read('may_be_older', _tags, ()),
    )
    problems.stop()
    return policy


class _Keys(NamedTuple):
    nodes: Mapping[str, Node]
    problems: Problems

    def read(self, key: str, reader: Callable[[Node, Problems], T], default: T) -> T:
        """What the key says; the default where it is left out."""
        return reader(self.nodes[key], self.problems) if key in self.nodes else default


def _keys(root: Node, problems: Problems) -> _Keys:
    found = fields.known(root, 'the policy', (), KEYS, problems)
    # A key whose whole value is commented out counts as left out.
    nodes = {key: node for key, node in found.items() if not is_null(node)}
    if isinstance(root, MappingNode) and not {'releases', 'rdoinfo'} & set(nodes):
        problems.add(root.line, 'the policy names no targets: it has neither releases nor rdoinfo')
    return _Keys(nodes, problems)


def _retries(node: Node, problems: Problems) -> int:
    return values.number(node, 'retries', MOST_RETRIES, problems) or 0


def _globs(node: Node, problems: Problems) -> tuple[str, ...]:
    nodes = fields.items(node, 'must_provision', problems)
    return tuple(fields.word(one, 'must_provision', values.GLOB, problems) for one in nodes)


def _tags(node: Node, problems: Problems) -> tuple[str, ...]:
    nodes = fields.items(node, 'may_be_older', problems)
    return tuple(fields.word(one, 'may_be_older', fields.DIRECTORY, problems) for one in nodes)
