"""YAML's events to located nodes, within bounds on depth and number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from rdopkg_ci.core.text.terminal import quoted
from rdopkg_ci.core.yaml import errors
from rdopkg_ci.core.yaml.nodes import REFUSED, Entry, ListNode, MappingNode, Node, ScalarNode
from rdopkg_ci.core.yaml.problems import Problems

NODES = 20_000
_KINDS = {
    'int': 'number',
    'float': 'number',
    'bool': 'boolean',
    'null': 'null',
    'timestamp': 'date',
}
_COMMENT = re.compile(r'[ \t]+(#.*)')


class Composer:
    def __init__(self, events: Iterator[Any], lines: list[str], problems: Problems) -> None:
        self._events = events
        self._lines = lines
        self._problems = problems
        self._count = 0

    def document(self) -> Node | None:
        """The root; None where there is no document at all."""
        self._next()  # the start of the stream
        if _name(self._next()) != 'DocumentStart':
            return None
        root = self._node(self._next(), 0)
        self._next()  # the end of the document
        after = self._next()
        if _name(after) != 'StreamEnd':
            self._problems.fatal(
                _line(after), 'starts a second document; put one document in a file'
            )
        return root

    def _next(self) -> Any:
        return next(self._events)

    def _node(self, event: Any, depth: int) -> Node:
        line = _line(event)
        self._count += 1
        if self._count > NODES:
            self._problems.fatal(line, f'more than {NODES:,} values')
        if depth > errors.DEPTH:
            self._problems.fatal(line, errors.TOO_DEEP)
        if _name(event) == 'Alias':
            self._problems.add(
                line, f'*{quoted(event.anchor)[1:-1]} is an alias; write the value out'
            )
            return ScalarNode('', False, line, line, REFUSED)
        if event.anchor is not None:
            self._problems.add(line, f'&{quoted(event.anchor)[1:-1]} is an anchor; remove it')
        if event.tag is not None:
            self._problems.add(line, f'{quoted(event.tag)} is a tag; remove it')
        if _name(event) == 'Scalar':
            return self._scalar(event)
        return (self._sequence if _name(event) == 'SequenceStart' else self._mapping)(event, depth)

    def _scalar(self, event: Any) -> ScalarNode:
        plain = event.style in (None, '')
        end = event.end_mark
        comment = (
            _COMMENT.match(self._lines[end.line], end.column)
            if plain and end.line < len(self._lines)
            else None
        )
        return ScalarNode(
            event.value,
            plain,
            _line(event),
            max(_line(event), end.line + bool(end.column)),
            kind(event.value) if plain and event.tag is None else 'text',
            comment[1] if comment else '',
        )

    def _sequence(self, start: Any, depth: int) -> ListNode:
        items = []
        while _name(event := self._next()) != 'SequenceEnd':
            items.append(self._node(event, depth + 1))
        return ListNode(tuple(items), _line(start), _end(start, event, items))

    def _mapping(self, start: Any, depth: int) -> MappingNode:
        entries: dict[str, Entry] = {}
        seen = []
        while _name(event := self._next()) != 'MappingEnd':
            key = self._node(event, depth + 1)
            value = self._node(self._next(), depth + 1)
            seen.append(value)
            if not isinstance(key, ScalarNode):
                self._problems.add(key.line, 'a key must be text, not a list or a mapping')
            elif key.text in entries:
                first = entries[key.text].key.line
                self._problems.add(
                    key.line,
                    f'the key {quoted(key.text)} stands here and in line {first}; keep one',
                )
            else:
                entries[key.text] = Entry(key, value)
        return MappingNode(tuple(entries.values()), _line(start), _end(start, event, seen))


def _name(event: Any) -> str:
    return type(event).__name__[: -len('Event')]


def _line(event: Any) -> int:
    return int(event.start_mark.line) + 1


def _end(start: Any, end: Any, children: list[Node]) -> int:
    """The last line: a block ends with its last child, what follows may be comments."""
    if start.flow_style:
        return int(end.end_mark.line) + 1
    return max([_line(start), *(child.end for child in children)])


def kind(text: str) -> str:
    """What YAML 1.1 makes of ``text`` when it stands without quotes."""
    from yaml import ScalarNode
    from yaml.resolver import Resolver

    tag = Resolver().resolve(ScalarNode, text, (True, False))  # type: ignore[no-untyped-call]
    return _KINDS.get(str(tag).rpartition(':')[2], 'text')
