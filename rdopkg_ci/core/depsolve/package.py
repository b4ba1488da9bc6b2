"""A package of some repo, and a world: what exists when the solver is asked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

# What `side_of` has made, as `in_parentheses` puts it.
_NAMED = re.compile(r'\(update ([A-Za-z0-9]{4})\)')


class Package(NamedTuple):
    """``id`` is the solver's number for it; ``where`` is the path inside its repo; ``side`` says in
    words who brings it: production, base or an update; empty where it needs no telling.
    """

    id: int
    name: str
    evr: str
    arch: str
    repo: str
    where: str
    side: str = ''

    def __str__(self) -> str:
        return f'{self.name}-{self.evr}'

    @property
    def told(self) -> str:
        """Its name and version, and behind them in parentheses who brings it."""
        return f'{self}{in_parentheses(self.side)}'


# The side of what production holds.
PRODUCTION = 'in production'


def in_parentheses(side: str) -> str:
    return f' ({side})' if side else ''


def side_of(update: str) -> str:
    return f'update {update}'


def is_about(text: str, update: str) -> bool:
    """Whether a text names the update as one that brings something, or names none at all."""
    named = _NAMED.findall(text)
    return not named or update in named


def without(text: str, updates: Sequence[str]) -> str:
    """The text without saying of packages that they are of the only one of the updates, which is
    said behind it.
    """
    return text.replace(in_parentheses(side_of(updates[0])), '') if len(updates) == 1 else text


# The packages of which anybody may be installed: what is outside of it does not exist.
World = frozenset[Package]
