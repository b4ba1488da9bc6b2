"""The key ``disabled`` of the policy: targets that are left out of judgement, and until when."""

from __future__ import annotations

from collections.abc import Collection

from rdopkg_ci.core.policy import phase_file
from rdopkg_ci.core.policy.policy import Disable
from rdopkg_ci.core.target import Target
from rdopkg_ci.core.text.suggestions import near
from rdopkg_ci.core.yaml import fields, values
from rdopkg_ci.core.yaml.nodes import Node
from rdopkg_ci.core.yaml.problems import Problems


def read(node: Node, problems: Problems, targets: Collection[Target] | None) -> tuple[Disable, ...]:
    """``targets`` are those that the policy knows, None where they are to be found out yet."""
    found = (_disable(one, targets, problems) for one in fields.items(node, 'disabled', problems))
    return tuple(disable for disable in found if disable)


def _disable(node: Node, targets: Collection[Target] | None, problems: Problems) -> Disable | None:
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
