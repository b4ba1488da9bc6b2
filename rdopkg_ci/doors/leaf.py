"""One setting: its key, how it is read, what it is when nobody sets it, and a line of help.

Each door keeps those of its section beside it; `rdopkg_ci.settings` makes one table of them all,
which the file, the environment and the documentation follow.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from rdopkg_ci.core.text.terminal import quoted
from rdopkg_ci.core.yaml import values
from rdopkg_ci.core.yaml.fields import Grammar
from rdopkg_ci.core.yaml.nodes import Node
from rdopkg_ci.core.yaml.problems import Problems

Reader = Callable[[Node, str, Problems], Any]
USER = Grammar(
    re.compile(r'[A-Za-z0-9][\w.@+-]{0,126}', re.A), 'up to 127 letters, digits . _ @ + -'
)
PROJECT = Grammar(
    re.compile(r'[A-Za-z0-9](?:[\w.+/-]{0,253}[\w+-])?', re.A),
    'up to 255 letters, digits and . _ + - /',
)
BRANCH = Grammar(
    re.compile(r'(?!.*\.lock(?:/|$))[A-Za-z0-9](?:[\w.+/-]{0,253}[\w+-])?', re.A),
    'up to 255 letters, digits and . _ + - /',
)

VARIABLE = re.compile(r'[A-Za-z_][A-Za-z0-9_]{0,99}', re.A)
SECRET = re.compile(r'token|pass(?:word|wd|phrase)|secret|credential', re.I)


class Leaf(NamedTuple):
    """``default`` is as a person would write it, where ``HOME/`` stands for the setting ``home``;
    without one the value is ``absent``.
    """

    key: str
    read: Reader
    default: str
    help: str
    absent: Any = ''


def directory(node: Node, what: str, problems: Problems) -> Path:
    """An absolute path, for where somebody stands is no setting."""
    text = values.written(node, what, problems)
    try:
        path = Path(text).expanduser()
    except RuntimeError:  # there is no such user
        path = Path()
    if text and not path.is_absolute():
        problems.add(node.line, f'{what} {quoted(text)} must be a path from / or ~ on')
    return Path(os.path.abspath(path))


def word(grammar: Grammar) -> Reader:
    """A reader of words of that grammar; numbers are words as they are written."""

    def read(node: Node, what: str, problems: Problems) -> str:
        text = values.written(node, what, problems)
        if text and (not grammar.pattern.fullmatch(text) or '..' in text):
            problems.add(
                node.line,
                f'{what} {quoted(text)} must be {grammar.allowed}, the first a letter or digit,'
                ' and hold no ".."',
            )
        return text

    return read


def number(least: int, most: int) -> Reader:
    """A reader of whole numbers between two."""

    def read(node: Node, what: str, problems: Problems) -> int | None:
        return values.number(node, what, most, problems, least)

    return read


def choice(*words: str) -> Reader:
    """A reader of one of the words."""

    def read(node: Node, what: str, problems: Problems) -> str:
        text = values.written(node, what, problems)
        if text and text not in words:
            problems.add(node.line, f'{what} {quoted(text)} must be one of: {", ".join(words)}')
        return text

    return read


def variables(node: Node, what: str, problems: Problems) -> tuple[str, ...]:
    """Names of environment variables with spaces between; none that looks like that of a secret."""
    names = tuple(values.written(node, what, problems).split())
    for name in names:
        if not VARIABLE.fullmatch(name):
            problems.add(node.line, f'{what} {quoted(name)} is not the name of a variable')
        elif SECRET.search(name):
            problems.add(node.line, f'{what} {quoted(name)} is a secret, which no command may see')
    return names


line: Reader = values.written
