"""What `--help` says in the language of manual pages: paragraphs that are filled, and tables with an
indented paragraph a row.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

# A row of a table is a line behind this; what is further in goes on with it.
_INDENT = '  '


class Row(NamedTuple):
    term: str
    meaning: str


class Block(NamedTuple):
    """A paragraph, or a table, which has rows and no text."""

    text: str
    rows: Sequence[Row] = ()


def blocks(text: str) -> Iterator[Block]:
    """What empty lines divide."""
    for part in re.split(r'\n\s*\n', text.strip('\n')):
        lines = part.splitlines()
        is_table = all(line.startswith(_INDENT) for line in lines)
        yield Block('', list(_rows(lines))) if is_table else Block(' '.join(part.split()))


def _rows(lines: Sequence[str]) -> Iterator[Row]:
    text = '\n'.join(lines)
    for row in re.split(rf'\n(?={_INDENT}\S)', text):
        term, _, meaning = re.sub(r'\s*\n\s*', ' ', row.strip()).partition('  ')
        yield Row(term, meaning.strip())


def section(title: str, lines: Iterable[str]) -> Iterator[str]:
    yield f'.SH {title}'
    yield from lines


def paragraph(text: str) -> Iterator[str]:
    """Commands and settings that are quoted as `this` are bold."""
    yield '.PP'
    yield marked(text)


def table(rows: Iterable[Row]) -> Iterator[str]:
    """A term may be marked up already."""
    for row in rows:
        yield from ('.TP', row.term, marked(row.meaning))


def marked(text: str) -> str:
    return re.sub(r'`([^`]+)`', r'\\fB\1\\fR', escaped(text))


def bold(text: str) -> str:
    return rf'\fB{escaped(text)}\fR'


def italic(text: str) -> str:
    return rf'\fI{escaped(text)}\fR'


def escaped(text: str) -> str:
    """As it stands: backslashes and hyphens mean themselves, and a line begins no request."""
    text = text.replace('\\', r'\(rs').replace('-', r'\-')
    return rf'\&{text}' if text.startswith(('.', "'")) else text


def unbroken(text: str) -> str:
    """With the spaces that no line may end at."""
    return escaped(text).replace(' ', r'\ ')
