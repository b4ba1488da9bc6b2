"""The key ``recheck`` of the policy: whose comment has what failed tested again."""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import dataclass

from rdopkg_ci.core.yaml import fields
from rdopkg_ci.core.yaml.fields import Grammar
from rdopkg_ci.core.yaml.nodes import ListNode, Node
from rdopkg_ci.core.yaml.problems import Problems

ANYONE, OWNER, REVIEWERS = 'anyone', 'owner', 'reviewers'
GROUPS = {ANYONE, OWNER, REVIEWERS}
WHO = Grammar(
    re.compile(r'[A-Za-z0-9][\w.@+-]{0,253}', re.A),
    'anyone, owner, reviewers, a user name or an address',
)


@dataclass(frozen=True)
class Recheck:
    """``groups`` are of `GROUPS`, ``accounts`` user names or addresses."""

    groups: frozenset[str] = frozenset({ANYONE})
    accounts: frozenset[str] = frozenset()

    def is_open_to(self, groups: Set[str], accounts: Set[str]) -> bool:
        """Whether somebody may who is in these groups, and has these names."""
        return bool(self.groups & {ANYONE, *groups} or self.accounts & accounts)


def read(node: Node, problems: Problems) -> Recheck:
    """One of them, or a list, which may be empty."""
    nodes = node.items if isinstance(node, ListNode) else (node,)
    found = frozenset(fields.word(one, 'recheck', WHO, problems) for one in nodes)
    return Recheck(found & GROUPS, found - GROUPS)
