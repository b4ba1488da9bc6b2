"""The key ``agents`` of the policy: which agents may test a target, where they differ."""

from __future__ import annotations

import re
from collections.abc import Mapping

from rdopkg_ci.core.text.terminal import quoted
from rdopkg_ci.core.yaml import fields
from rdopkg_ci.core.yaml.fields import Grammar
from rdopkg_ci.core.yaml.nodes import Node
from rdopkg_ci.core.yaml.problems import Problems

_WORD = r'[A-Za-z0-9*?\[][A-Za-z0-9._+*?!\[\]-]{0,127}'
TARGETS = Grammar(re.compile(f'{_WORD}/{_WORD}'), 'RELEASE/DIST, either with * and ?')
# It is part of the name of a job.
LABEL = Grammar(
    re.compile('[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9_-])?'),
    'up to 63 letters, digits and . _ -, without a dot at the end',
)


def read(node: Node, problems: Problems) -> Mapping[str, str]:
    """Labels by globs of targets, in the order in which they are tried."""
    found: dict[str, str] = {}
    spelled: dict[str, str] = {}
    for key, value in fields.entries(node, 'agents', problems):
        glob = fields.word(key, 'a key of agents', TARGETS, problems)
        label = fields.word(value, f'the label of {quoted(key.text)}', LABEL, problems)
        found[glob] = label
        # A Jenkins takes two names of jobs for one that differ in case only.
        known = spelled.setdefault(label.lower(), label)
        if known != label:
            problems.add(value.line, f'the labels {known} and {label} differ in case only')
    return found
