"""Sentences in as many lines as a terminal takes: what an error says is never cut."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

# A command to type stays on one line where one is long enough.
_WORD = re.compile(r'`[^`]*`\S*|\S+')


def wrapped(text: str, width: int, used: int, indent: int) -> Sequence[str]:
    """The first line is for behind ``used`` columns, the others have ``indent`` spaces before them.
    One line where there is no ``width``; addresses stay whole, however long.
    """
    if not width or used + len(text) <= width:
        return [text]
    lines, room = [''], width - used
    for word in _words(text, width - indent):
        joined = f'{lines[-1]} {word}'.lstrip()
        if len(joined) <= room:
            lines[-1] = joined
        else:
            lines.append(word)
            room = width - indent
    return [lines[0], *(f'{" " * indent}{line}' for line in lines[1:])]


def indented(text: str, width: int, indent: int, deeper: int = 2) -> Sequence[str]:
    """A line behind ``indent`` spaces and its own, and what it goes on in ``deeper`` than those of
    ``indent``.
    """
    bare = text.lstrip(' ')
    before = indent + len(text) - len(bare)
    first, *more = wrapped(bare, width, before, indent + deeper)
    return [f'{" " * before}{first}'.rstrip(), *more]


def _words(text: str, room: int) -> Iterator[str]:
    for word in _WORD.findall(text):
        if len(word) <= room or '/' in word.partition(' ')[0]:
            yield word
        elif ' ' in word:
            yield from word.split()
        else:
            yield from (word[at : at + room] for at in range(0, len(word), room))
