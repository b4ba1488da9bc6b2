"""What a pool of updates breaks: the difference to production alone, and nothing else.

``dnf repoclosure`` and libsolv's own ``installcheck`` let an old version that still lies in a repo
satisfy a requirement, and so miss a pool that breaks production although each update passes alone.
Here every world holds the newest of each package only.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import NamedTuple

from rdopkg_ci.core.depsolve.blame import SmallerPools, blame
from rdopkg_ci.core.depsolve.package import World
from rdopkg_ci.core.depsolve.problem import Blamed, Older
from rdopkg_ci.core.depsolve.search import Key, ProblemsByKey, explain, problems_of, reached_by
from rdopkg_ci.core.depsolve.solver import Solver


class Difference(NamedTuple):
    """``new`` problems are those that production alone has not; ``known`` counts the others.
    ``superseded`` maps builds that another version of theirs hides to that version; ``older`` are
    those that production holds something newer of.
    """

    new: Sequence[Blamed]
    known: int
    checked: int
    superseded: Mapping[str, str]
    older: Sequence[Older] = ()


def difference(
    solver: Solver,
    under: World,
    pool: World,
    owner: Callable[[str], str],
    updates: Collection[str],
) -> Difference:
    """What ``pool`` breaks of what lies ``under`` it.

    ``updates`` are the ids that may be to blame; without any nobody is named. ``owner`` is as in
    `SmallerPools`.
    """
    before = solver.newest(under)
    after = solver.newest(under | pool)
    reached = reached_by(solver, before, after)
    found = problems_of(solver, before, after, reached)
    old = _old(solver, before, found)
    new = {key: item for key, item in found.items() if key not in old}
    ask = SmallerPools(solver, before, under, pool, new, owner)
    blamed = [blame(ask, key, sorted(updates)) for key in new]
    return Difference(
        [_with_newest(one, after) for one in blamed],
        len(found) - len(new),
        len(reached),
        _superseded(pool, after),
    )


def _old(solver: Solver, before: World, found: ProblemsByKey) -> Collection[Key]:
    """Those problems that production alone has too."""
    known: set[Key] = set()
    for victim, problem in found.values():
        names = {victim.name, problem.name}
        known.update(one.key for one in explain(solver, before, names))
    return known


def _with_newest(blamed: Blamed, world: World) -> Blamed:
    """Say what there is instead of what is asked for, where there is something of that name."""
    name = blamed.problem.requirement.partition(' ')[0]
    newest = next((package.told for package in sorted(world) if package.name == name), '')
    return blamed._replace(problem=blamed.problem._replace(newest=newest))


def _superseded(pool: World, after: World) -> Mapping[str, str]:
    """The packages of the pool that are not the newest, with the one that is."""
    newest = {package.name: package for package in after}
    pairs = ((package, newest.get(package.name, package)) for package in pool)
    return {old.told: new.told for old, new in pairs if str(old) != str(new)}
