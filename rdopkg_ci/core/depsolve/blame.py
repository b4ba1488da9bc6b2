"""Which updates of a pool bring a problem: the same question is asked of smaller pools."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from operator import eq
from typing import NamedTuple

from rdopkg_ci.core.depsolve.package import World
from rdopkg_ci.core.depsolve.problem import Blamed
from rdopkg_ci.core.depsolve.search import Key, ProblemsByKey, problems_of
from rdopkg_ci.core.depsolve.solver import Solver


class SmallerPools(NamedTuple):
    """The pool's problems, asked for in pools of some of its updates only.

    ``before`` is production as an upgrade leaves it and ``under`` every package below the pool;
    ``owner`` says by a package's path in the pool which update brings it, empty for none.
    """

    solver: Solver
    before: World
    under: World
    pool: World
    problems: ProblemsByKey
    owner: Callable[[str], str]

    def has(self, key: Key, wanted: Callable[[str], bool]) -> bool:
        """Whether a pool of only the updates that are ``wanted`` has the problem too."""
        owners = ((package, self.owner(package.where)) for package in self.pool)
        rest = frozenset(package for package, owner in owners if not owner or wanted(owner))
        world = self.solver.newest(self.under | rest)
        names = {self.problems[key][0].name}
        return key in problems_of(
            self.solver,
            self.before,
            world,
            frozenset(package for package in world if package.name in names),
        )


def blame(ask: SmallerPools, key: Key, updates: Sequence[str]) -> Blamed:
    """The updates without any of which the problem would be gone, with those that bring it together
    with them; or else those that bring it each by itself, or some that do together.
    """
    victim, problem = ask.problems[key]
    guilty = list(_needed_for(ask, key, updates))
    if guilty:
        return Blamed(problem, victim.told, guilty, either=_either(ask, key, guilty, updates))
    alone = [update for update in updates if ask.has(key, partial(eq, update))]
    if alone or not updates:
        return Blamed(problem, victim.told, alone, each=True)
    return Blamed(problem, victim.told, _enough(ask, key, guilty, updates), some=True)


def _either(
    ask: SmallerPools, key: Key, guilty: Sequence[str], updates: Sequence[str]
) -> Sequence[str]:
    """Those of which any one brings the problem together with the guilty; none where these do so
    themselves.
    """
    if ask.has(key, guilty.__contains__):
        return ()
    others = [one for one in updates if one not in guilty]
    found = [one for one in others if ask.has(key, {*guilty, one}.__contains__)]
    return found or [one for one in _enough(ask, key, guilty, updates) if one in others]


def _enough(
    ask: SmallerPools, key: Key, guilty: Sequence[str], updates: Sequence[str]
) -> Sequence[str]:
    """No more of the updates than it takes to have the problem, the guilty among them."""
    kept = list(updates)
    for one in updates:
        fewer = [other for other in kept if other != one]
        if one not in guilty and ask.has(key, fewer.__contains__):
            kept = fewer
    return kept


def _needed_for(ask: SmallerPools, key: Key, updates: Sequence[str]) -> Iterator[str]:
    """Those without any one of which the problem would be gone, looked for in halves: where it
    stays without all of some, each of them can be missed.
    """
    if not updates or ask.has(key, lambda owner: owner not in updates):
        return
    if len(updates) == 1:
        yield updates[0]
        return
    middle = len(updates) // 2
    yield from _needed_for(ask, key, updates[:middle])
    yield from _needed_for(ask, key, updates[middle:])
