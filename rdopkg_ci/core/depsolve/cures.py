"""Which updates to leave out so that a pool's problems are gone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rdopkg_ci.core.depsolve.problem import Attributed, Blamed

Cures = tuple[tuple[str, ...], ...]
# Of many problems that each have a choice there are more ways than anybody reads.
_MOST = 8


def cures(problems: Sequence[Attributed]) -> Cures:
    """The ways to be rid of all of them, the smallest first; none where some problem is nobody's.

    After one of them the pool may still have another problem, which these hid.
    """
    ways = [frozenset[str]()]
    for problem in problems:
        ways = _smallest(way | one for way in ways for one in map(frozenset, _of(problem)))
    return tuple(tuple(sorted(way)) for way in ways if way)


def _of(problem: Attributed) -> Iterable[Sequence[str]]:
    if isinstance(problem, Blamed) and problem.either:
        return [*([one] for one in problem.updates), problem.either]
    is_each = getattr(problem, 'each', False)
    return [problem.updates] if is_each and problem.updates else [[one] for one in problem.updates]


def _smallest(ways: Iterable[frozenset[str]]) -> list[frozenset[str]]:
    """Without those that leave out more than another one does."""
    found: list[frozenset[str]] = []
    for way in sorted(set(ways), key=lambda one: (len(one), sorted(one))):
        if not any(known <= way for known in found):
            found.append(way)
    return found[:_MOST]
