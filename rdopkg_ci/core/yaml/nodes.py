"""Located YAML: what a file says, and in which lines."""

from __future__ import annotations

from typing import NamedTuple, Union

REFUSED = 'refused'


class ScalarNode(NamedTuple):
    """``line`` and ``end`` are its first and last line, from 1; ``comment`` is what follows a plain
    scalar on its last line.

    ``kind`` is text, number, boolean, null or date, or refused where a problem has been told
    already.
    """

    text: str
    plain: bool
    line: int
    end: int
    kind: str = 'text'
    comment: str = ''


class ListNode(NamedTuple):
    items: tuple[Node, ...]
    line: int
    end: int


class Entry(NamedTuple):
    key: ScalarNode
    value: Node


class MappingNode(NamedTuple):
    entries: tuple[Entry, ...]
    line: int
    end: int


Node = Union[ScalarNode, ListNode, MappingNode]


def is_null(node: Node) -> bool:
    return isinstance(node, ScalarNode) and node.kind == 'null'
