"""The commit that moves updates from one directory to another, with the credit where it belongs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rdopkg_ci.core.place import Place
from rdopkg_ci.core.terminal import safe_line


def message(why: str, moves: Sequence[tuple[Place, Place]], authors: Mapping[str, str]) -> str:
    """One line an update; when several people wrote them, all are credited."""
    subject = f'Move to {moves[0][1].directory}: {", ".join(new.id for _, new in moves)}'
    lines = [subject, '', f'{why} passed.', '', *(f'{old} -> {new}' for old, new in moves)]
    credited = sorted({safe_line(who) for who in authors.values()})
    if len(credited) > 1:
        lines += ['', *(f'Co-authored-by: {who}' for who in credited)]
    return '\n'.join(lines) + '\n'


def author(authors: Mapping[str, str]) -> str:
    """The author of all updates; empty, for git's own, when there are several."""
    every = set(authors.values())
    return every.pop() if len(every) == 1 else ''
