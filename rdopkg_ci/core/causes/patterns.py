"""The patterns of all kinds, by their literals: of a thousand only the few are tried on a line
whose literal it holds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache, lru_cache
from itertools import chain
from operator import itemgetter
from typing import NamedTuple

from rdopkg_ci.core.causes import regexes
from rdopkg_ci.core.causes.kind import LIKELY, WRAPPER, Kind, Pattern
from rdopkg_ci.core.causes.kinds import families
from rdopkg_ci.core.causes.kinds.wrappers import HOLLOW

# No more than this weighs what only says that something else failed.
MOST_OF_A_WRAPPER = WRAPPER + 10
# What a tool says when the network fails it is the network's, where the words are clear.
NETWORK, CLEARLY = ('dns', 'network-error', 'http-error'), LIKELY
OUTRANKED = (
    *('missing_dependency', 'maven', 'gradle', 'packaging', 'openstack', 'kubernetes', 'docker'),
    *('error', 'script', 'jenkins', 'scm_checkout', 'image_build', 'exception', 'python_traceback'),
)
# More than there are patterns.
MANY = 100_000


class Match(NamedTuple):
    """The first pattern that fits a line, of which kind, and the name of the test when the line
    holds one.
    """

    pattern: Pattern
    kind: Kind
    test: str

    @property
    def is_wrapper(self) -> bool:
        return self.pattern.weight <= MOST_OF_A_WRAPPER

    @property
    def is_of_beginning(self) -> bool:
        """Whether it fits because of what the line begins with."""
        return self.pattern.regex.startswith('^') and not self.pattern.regex.startswith('^(?!')

    @property
    def rank(self) -> int:
        return _rank(self.pattern)


class _Ranked(NamedTuple):
    """The lower the rank, the sooner it is tried: of two that weigh the same the one that is listed
    first.
    """

    rank: int
    pattern: Pattern
    kind: Kind


def match(bare: str, held: frozenset[bytes], around: Callable[[], bytes] = bytes) -> Match | None:
    """The heaviest pattern that fits a line with the lines ``around`` it; what only passes a
    failure on goes before what merely speaks of one. ``held`` are at least the literals that it
    holds.
    """
    first: Match | None = None
    for search, pattern, kind in _ranked(held):
        if first and not (kind.signature in NETWORK and pattern.weight >= CLEARLY):
            continue
        found = search(bare)
        if found is None or not pattern.is_near(around):
            continue
        if kind.telling and regexes.search(HOLLOW)(bare):
            continue
        if first:
            return first._replace(kind=kind)
        first = Match(pattern, kind, found.groupdict().get('test') or '')
        if kind.category not in OUTRANKED or first.is_wrapper:
            return first
    return first


def literals() -> Iterable[bytes]:
    """Each line that any pattern fits holds one of them."""
    return _by_literal()


def first() -> set[bytes]:
    """Those that each line of their patterns begins with."""
    return {
        literal
        for literal, ranked in _by_literal().items()
        if all(regexes.begins_with(literal, one.pattern.regex) for one in ranked)
    }


@lru_cache(maxsize=4096)
def _ranked(held: frozenset[bytes]) -> list[tuple[regexes.Search, Pattern, Kind]]:
    """What to try on a line that holds these, the heaviest first."""
    asked = _by_literal()
    found = chain.from_iterable(asked.get(literal, ()) for literal in held)
    ranked = sorted(found, key=itemgetter(0))
    return [(regexes.search(pattern.regex), pattern, kind) for _, pattern, kind in ranked]


def _rank(pattern: Pattern) -> int:
    return pattern.weight if pattern.weight > MOST_OF_A_WRAPPER else LIKELY - 3


@cache
def _by_literal() -> Mapping[bytes, list[_Ranked]]:
    found: dict[bytes, list[_Ranked]] = {}
    all_ = (
        (pattern, kind)
        for kind in chain.from_iterable(families().values())
        for pattern in kind.patterns
    )
    for n, (pattern, kind) in enumerate(all_):
        found.setdefault(pattern.literal.encode(), []).append(
            _Ranked(n - _rank(pattern) * MANY, pattern, kind)
        )
    return found
