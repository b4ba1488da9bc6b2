"""YAML as located text: the one place in core that reads it.

Scalars keep the text as written, so ``2015.10`` stays what it is; ``kind`` says what YAML 1.1 would make of it. Refused are
anchors, aliases, tags, directives, several documents and duplicate keys: an update file needs none, and bombs are built of them.
"""

from __future__ import annotations

import re
from typing import Any, Iterator, NamedTuple, Union

from rdopkg_ci.core import unicode
from rdopkg_ci.core.problems import Problems
from rdopkg_ci.core.terminal import quoted, safe_line

DEPTH = 20
NODES = 20_000
_KINDS = {'int': 'number', 'float': 'number', 'bool': 'boolean', 'null': 'null', 'timestamp': 'date'}
_COMMENT = re.compile(r'[ \t]+(#.*)')


class Scalar(NamedTuple):
    """``kind`` is text, number, boolean, null or date. ``line`` and ``end`` are its first and last line, from 1;
    ``comment`` is what follows a plain scalar on its last line.
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
    flow: bool = False


class Entry(NamedTuple):
    key: Scalar
    value: Node


class Mapping_(NamedTuple):
    entries: tuple[Entry, ...]
    line: int
    end: int
    flow: bool = False


Node = Union[Scalar, Sequence_, Mapping_]


class _Stop(Exception):
    """Reading on makes no sense."""


def load(data: bytes, problems: Problems) -> Node:
    """The root of the one document. What can be read past is added to ``problems``; raises InvalidInput with
    all of them where it cannot go on.
    """
    import yaml  # noqa: PLC0415 - most commands read no YAML, and none to print their help

    text = ''
    try:
        text = unicode.decode(data)
        for found in re.finditer('^%', text, re.MULTILINE):
            problems.fatal(text.count('\n', 0, found.start()) + 1, 'starts with %, a YAML directive; remove the line')
        events = yaml.parse(text, Loader=getattr(yaml, 'CSafeLoader', yaml.SafeLoader))
        return _Composer(events, text.split('\n'), problems).document()
    except unicode.NotText as error:
        problems.fatal(error.line, str(error))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = f'column {mark.column + 1}: ' if mark else ''
        said = safe_line(', '.join(filter(None, (error.context, error.problem))))
        problems.fatal(mark.line + 1 if mark else 1, f'{where}is not YAML: {said}')
    except yaml.YAMLError as error:
        problems.fatal(1, f'is not YAML: {safe_line(str(error))}')


def kind(text: str) -> str:
    """What YAML 1.1 makes of ``text`` when it stands without quotes."""
    from yaml import ScalarNode  # noqa: PLC0415
    from yaml.resolver import Resolver  # noqa: PLC0415

    tag = Resolver().resolve(ScalarNode, text, (True, False))
    return _KINDS.get(tag.rpartition(':')[2], 'text')


class _Composer:
    """Builds nodes from events within bounds on depth and number."""

    def __init__(self, events: Iterator[Any], lines: list[str], problems: Problems) -> None:
        self._events = events
        self._lines = lines
        self._problems = problems
        self._count = 0
