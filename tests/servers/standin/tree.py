"""The ``tree`` parameter: names, children in brackets, ranges in braces."""

from __future__ import annotations

import re
from typing import Any, NamedTuple


class Malformed(Exception):
    pass


class Branch(NamedTuple):
    children: dict[str, Branch]
    range: tuple[int, int | None] | None


def parse(text: str, has_ranges: bool = True) -> Branch:
    tokens = re.findall(r'[^,\[\]{}]+|[,\[\]{}]', text)
    children = _children(tokens, has_ranges)
    if tokens:
        raise Malformed(f'expected EOF but {tokens[0]}')
    return Branch(children, None)


def _children(tokens: list[str], has_ranges: bool) -> dict[str, Branch]:
    found: dict[str, Branch] = {}
    while True:
        if not tokens or tokens[0] in ',[]{}':
            raise Malformed('a name is wanted')
        name = tokens.pop(0)
        inner: dict[str, Branch] = {}
        if tokens[:1] == ['[']:
            tokens.pop(0)
            inner = _children(tokens, has_ranges)
            if tokens[:1] != [']']:
                raise Malformed('a bracket is not closed')
            tokens.pop(0)
        found[name] = Branch(inner, _range(tokens, has_ranges))
        if tokens[:1] != [',']:
            return found
        tokens.pop(0)


def _range(tokens: list[str], has_ranges: bool) -> tuple[int, int | None] | None:
    if tokens[:1] != ['{']:
        return None
    if not has_ranges:
        raise Malformed('expected EOF but {')
    end = tokens.index('}')
    inner = ''.join(tokens[1:end])
    del tokens[: end + 1]
    first, comma, last = inner.partition(',')
    if not comma:
        return int(first), int(first) + 1
    return int(first or 0), int(last) if last else None


def pruned(value: Any, branch: Branch) -> Any:
    """What the tree selects; the class of an object always comes along."""
    if isinstance(value, list):
        first, last = branch.range or (0, None)
        return [pruned(one, branch) for one in value[first:last]]
    if not isinstance(value, dict) or not branch.children:
        return value
    wanted = branch.children
    return {
        name: pruned(one, wanted.get(name) or wanted['*']) if name != '_class' else one
        for name, one in value.items()
        if name in wanted or '*' in wanted or name == '_class'
    }
