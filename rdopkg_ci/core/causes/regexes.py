"""Regular expressions by their text: compiled when first needed, for most never are."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

# What may stand in brackets does not make two ways of a whole.
_GROUP = re.compile(r'\\.|\[[^\]]*\]|\((?:\\.|\[[^\]]*\]|[^()\\])*\)')
Search = Callable[[str], 're.Match[str] | None']


@cache
def compiled(regex: str) -> re.Pattern[str]:
    return re.compile(regex)


def begins_with(literal: bytes, regex: str) -> bool:
    """Whether each line that it fits begins with the literal, in whatever case."""
    if regex[:1] != '^':
        return False
    begin = '^' + re.escape(literal.decode()).replace('\\ ', ' ')
    return regex.lower().startswith(begin) and len(_ways(regex)) == 1


@cache
def search(regex: str) -> Search:
    """What searches a line for it. Where each way of it begins with the line, it is not tried at
    every place of that.
    """
    pattern = compiled(regex)
    is_first = regex[:1] == '^' and all(way[:1] == '^' for way in _ways(regex))
    return pattern.match if is_first else pattern.search


def _ways(regex: str) -> list[str]:
    """What stands between the bars that are in no brackets, without what is."""
    while '|' in regex and regex != (less := _GROUP.sub('', regex)):
        regex = less
    return regex.split('|')
