"""Lines that say where a scope of a log begins and ends."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from rdopkg_ci.core.causes import regexes
from rdopkg_ci.core.causes.mark_rules import RULES, MarkKind, Rule


class Mark(NamedTuple):
    """A line that says so; ``before`` is what precedes it, kept where something went badly."""

    n: int
    family: str
    event: MarkKind
    name: str
    before: bytes = b''


def literals() -> Iterable[bytes]:
    """Each line that is a mark holds one of them."""
    return _by_literal()


def first() -> set[bytes]:
    """Those that each mark of theirs begins with."""
    return {
        literal
        for literal, rules in _by_literal().items()
        if all(regexes.begins_with(literal, rule.regex) for rule in rules)
    }


def any_of(held: frozenset[bytes]) -> bool:
    """Whether a line that holds these may be a mark."""
    return not held.isdisjoint(_by_literal())


def marks(n: int, bare: str, held: Iterable[bytes], before: bytes) -> Iterator[Mark]:
    """What a line that holds these literals says of scopes."""
    rules = _by_literal()
    for rule in (rule for literal in held for rule in rules.get(literal, ())):
        match = regexes.search(rule.regex)(bare)
        if match:
            kept = before if rule.event in (MarkKind.OVER, MarkKind.BADLY) else b''
            yield Mark(n, rule.family, rule.event, match.groupdict().get('name') or '', kept)


@cache
def _by_literal() -> dict[bytes, list[Rule]]:
    found: dict[bytes, list[Rule]] = {}
    for rule in RULES:
        found.setdefault(rule.literal.encode(), []).append(rule)
    return found
