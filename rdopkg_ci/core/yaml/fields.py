"""Typed values out of located YAML; each reader tells what is wrong and gives back nothing."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from rdopkg_ci.core import target
from rdopkg_ci.core.text.characters import forbidden
from rdopkg_ci.core.text.suggestions import close, near
from rdopkg_ci.core.text.terminal import quoted
from rdopkg_ci.core.yaml.nodes import REFUSED, Entry, ListNode, MappingNode, Node, ScalarNode
from rdopkg_ci.core.yaml.problems import Problems


class Grammar(NamedTuple):
    """What a word may look like, and the same for people."""

    pattern: re.Pattern[str]
    allowed: str


NAME = Grammar(target.NAME, 'up to 63 small letters, digits and . -')
DIRECTORY = Grammar(
    re.compile(r'[A-Za-z0-9][A-Za-z0-9._-]{0,62}'), 'up to 63 letters, digits and . _ -'
)
_SHAPES = {ScalarNode: 'one value', ListNode: 'a list', MappingNode: 'a mapping'}


def entries(node: Node, what: str, problems: Problems) -> Sequence[Entry]:
    """The entries of a mapping whose keys may be any text."""
    if isinstance(node, MappingNode):
        return [entry for entry in node.entries if text(entry.key, f'a key of {what}', problems)]
    _mistyped(node, f'{what} must be a mapping of keys to values', problems)
    return ()


def known(
    node: Node,
    what: str,
    required: Sequence[str],
    optional: Sequence[str],
    problems: Problems,
) -> Mapping[str, Node]:
    """The values of a mapping by key; keys that are missing or unknown are problems."""
    keys = (*required, *optional)
    if not isinstance(node, MappingNode):
        _mistyped(node, f'{what} must be a mapping with the keys {_list(keys)}', problems)
        return {}
    values = {key.text: value for key, value in node.entries if key.text in keys}
    absent = [key for key in keys if key not in values]
    meant: set[str] = set()
    for name, _ in node.entries:
        if name.text not in keys and name.kind != REFUSED:
            guesses = near(name.text, absent) or f'; known are {_list(keys)}'
            problems.add(name.line, f'unknown key {quoted(name.text)} in {what}{guesses}')
            meant.update(close(name.text, absent)[:1])
    for key in required:
        if key in absent and key not in meant:
            problems.add(node.line, f'{what} has no {quoted(key)}')
    return values


def items(node: Node, what: str, problems: Problems) -> Sequence[Node]:
    if isinstance(node, ListNode):
        return node.items
    _mistyped(node, f'{what} must be a list', problems)
    return ()


def text(node: Node, what: str, problems: Problems) -> str:
    """Text that is not empty; empty where it is no such text. Numbers must be quoted to be text."""
    if not isinstance(node, ScalarNode):
        _mistyped(node, f'{what} must be text', problems)
        return ''
    if node.kind == REFUSED:
        return ''
    bad = forbidden(node.text)
    if not node.text.strip() or node.kind == 'null':
        cut = f'; {quoted(node.comment)} is a comment unless quoted' if node.comment else ''
        problems.add(node.line, f'{what} is empty{cut}')
    elif node.kind != 'text':
        shown = quoted(node.text)
        problems.add(
            node.line,
            f'{what} must be text, but YAML reads {shown[1:-1]} as a {node.kind}; quote it:'
            f' {shown}',
        )
    elif bad:
        problems.add(
            node.line,
            f'{what} holds {bad}, a control, bidirectional or invisible character; remove it',
        )
    else:
        return node.text
    return ''


def line(node: Node, what: str, problems: Problems) -> str:
    """The same on one line."""
    value = text(node, what, problems)
    if '\n' in value:
        problems.add(node.line, f'{what} must stand on one line')
        return ''
    return value


def word(node: Node, what: str, grammar: Grammar, problems: Problems) -> str:
    """Text that may stand in a path: it fits the grammar and holds no ``..``."""
    value = line(node, what, problems)
    if not value or _fits(value, grammar):
        return value
    small = value.lower()
    meant = f'; did you mean {quoted(small)}?' if _fits(small, grammar) else ''
    problems.add(
        node.line,
        f'{what} {quoted(value)} must be {grammar.allowed}, the first a letter or digit, and'
        f' hold no ".."{meant}',
    )
    return ''


def _fits(value: str, grammar: Grammar) -> bool:
    return bool(grammar.pattern.fullmatch(value)) and '..' not in value


def _mistyped(node: Node, problem: str, problems: Problems) -> None:
    if isinstance(node, ScalarNode) and node.kind == REFUSED:
        return
    is_empty = isinstance(node, ScalarNode) and node.kind == 'null'
    problems.add(node.line, f'{problem}, not {"empty" if is_empty else _SHAPES[type(node)]}')


def _list(names: Sequence[str]) -> str:
    return ', '.join(names)
