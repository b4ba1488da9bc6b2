"""Located YAML: what a file says, and in which lines."""

from __future__ import annotations

from typing import NamedTuple, Union

REFUSED = 'refused'


class Scalar(NamedTuple):
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


class Sequence_(NamedTuple):
    items: tuple[Node, ...]
    line: int
    end: int


class Entry(NamedTuple):
    key: Scalar
    value: Node


class Mapping_(NamedTuple):
    entries: tuple[Entry, ...]
    line: int
    end: int


Node = Union[Scalar, Sequence_, Mapping_]


def is_null(node: Node) -> bool:
    return isinstance(node, Scalar) and node.kind == 'null'
