"""Which updates a problem is of, and whom to leave out, in parentheses behind the problem."""

from __future__ import annotations

from collections.abc import Sequence


def of(updates: Sequence[str], each: bool) -> str:
    """Without any one of them it is gone, or with ``each`` any one of them alone brings it."""
    if not updates:
        return ''
    if len(updates) == 1:
        return f' (update {updates[0]})'
    advice = (
        'each by itself: leave out all of them' if each else 'together: leave out any one of them'
    )
    return f' (updates {", ".join(updates)} {advice})'


def with_either(updates: Sequence[str], either: Sequence[str]) -> str:
    """They bring it together with any one of the others."""
    named, others = ', '.join(updates), ', '.join(either)
    is_one = len(updates) == 1
    who = f'update {named} does' if is_one else f'updates {named} do'
    advice = f'leave out {named if is_one else "one of the first"}, or all of the others'
    return f' ({who} not go together with any of {others}: {advice})'


def of_some(updates: Sequence[str]) -> str:
    """They bring it together, and there are others that do."""
    return f' (updates {", ".join(updates)} do not go together)'
