"""Does a pool of updates break production? Only the difference to production alone counts.

``dnf repoclosure`` and libsolv's own ``installcheck`` let an old version that still lies in a repo
satisfy a requirement, and so miss a pool that breaks production although each update passes alone.
Here every world holds the newest of each package only.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial
from operator import eq, ne
from pathlib import Path
from typing import NamedTuple

from rdopkg_ci.core.depsolve.report import Blamed, Outcome, Problem
from rdopkg_ci.doors.solver import Package, Solver, World

POOL = 'pool'
Key = tuple[str, str, bool]
Found = Mapping[Key, tuple[Package, Problem]]


def by_directory(path: str) -> str:
    """The owner of an RPM in a pool that has a directory for each update."""
    return path.partition('/')[0]


class Repos(NamedTuple):
    """URLs of the repos under the pool, and the directory of the pool, a yum repo. ``owner`` says
    by the path of an RPM in it which update brings it; empty for what production holds already.
    """

    base: Sequence[str]
    production: str
    pool: Path
    owner: Callable[[str], str] = by_directory


def check(repos: Repos, updates: Collection[str], cache: Path) -> Outcome:
    """What the pool breaks. ``updates`` are the ids that may be to blame; without any nobody is
    named.

    Raises MissingTool without libsolv, CiError for repos that cannot be read.
    """
    solver = Solver()
    under = frozenset[Package]().union(
        *(solver.load(f'base{n}', url, cache) for n, url in enumerate(repos.base))
    )
    under |= solver.load('production', repos.production, cache)
    pool = solver.load(POOL, repos.pool.as_uri(), cache)
    before = solver.newest(under)
    after = solver.newest(under | pool)
    reached = _reached(solver, before, after)
    found = _problems(solver, before, after, reached)
    old = {
        problem.key
        for victim, problem in found.values()
        for problem in _explain(solver, before, {victim.name, problem.name})
    }
    new = {key: item for key, item in found.items() if key not in old}
    ask = _Without(solver, before, under, pool, new, repos.owner)
    blamed = [_blame(ask, key, sorted(updates)) for key in new]
    return Outcome(
        [_with_newest(one, after) for one in blamed],
        len(found) - len(new),
        len(reached),
        _superseded(pool, after),
    )


class _Without(NamedTuple):
    """The same problems asked for in other pools."""

    solver: Solver
    before: World
    under: World
    pool: World
    problems: Found
    owner: Callable[[str], str]

    def has(self, key: Key, wanted: Callable[[str], bool]) -> bool:
        """Whether a pool of only the updates that are ``wanted`` has the problem too."""
        owners = ((package, self.owner(package.where)) for package in self.pool)
        rest = frozenset(package for package, owner in owners if not owner or wanted(owner))
        world = self.solver.newest(self.under | rest)
        names = {self.problems[key][0].name}
        return key in _problems(
            self.solver,
            self.before,
            world,
            frozenset(package for package in world if package.name in names),
        )


def _blame(ask: _Without, key: Key, updates: Sequence[str]) -> Blamed:
    victim, problem = ask.problems[key]
    guilty = [update for update in updates if not ask.has(key, partial(ne, update))]
    if guilty:
        return Blamed(problem, str(victim), guilty)
    alone = [update for update in updates if ask.has(key, partial(eq, update))]
    return Blamed(problem, str(victim), alone, each=True)


def _with_newest(blamed: Blamed, world: World) -> Blamed:
    """Say what there is instead of what is asked for, where there is something of that name."""
    name = blamed.problem.requirement.partition(' ')[0]
    newest = next((str(package) for package in sorted(world) if package.name == name), '')
    return blamed._replace(problem=blamed.problem._replace(newest=newest))


def _reached(solver: Solver, before: World, after: World) -> World:
    """The packages of ``after`` that are new or could need something that changed: for all others
    nothing has changed.
    """
    solver.enter(before | after)
    needed_by: dict[Package, set[Package]] = {}
    for package in after:
        for provider in solver.needs(package):
            needed_by.setdefault(provider, set()).add(package)
    known = {(package.name, package.evr, package.arch) for package in before}
    reached = {
        package for package in after if (package.name, package.evr, package.arch) not in known
    }
    ahead = [*reached, *(before - after)]
    while ahead:
        new = needed_by.get(ahead.pop(), set()) - reached
        reached |= new
        ahead += new
    return frozenset(reached)


def _problems(solver: Solver, before: World, after: World, reached: World) -> Found:
    """The problems of the reached packages in ``after``, the first of each kind with the package
    that has it.
    """
    found: dict[Key, tuple[Package, Problem]] = {}
    for problem, victim in _broken_upgrades(solver, before, after, reached):
        found.setdefault(problem.key, (victim, problem))
    solver.enter(after)
    # Mostly all is well, and then one question is enough.
    if not solver.can_install(reached):
        for victim in sorted(reached):
            for problem in solver.explain(victim):
                if problem.key not in found or victim.name == problem.name:
                    found[problem.key] = (victim, problem)
    return found


def _broken_upgrades(
    solver: Solver, before: World, after: World, reached: World
) -> Sequence[tuple[Problem, Package]]:
    """Packages that can be installed together in their old versions, but declare a conflict in
    their new ones.
    """
    installed = {package.name for package in before}
    solver.enter(before)
    old = {
        (package.name, other.name) for package in before for _, other in solver.conflicts(package)
    }
    solver.enter(after)
    return [
        (Problem(package.name, str(package), words, str(other)), package)
        for package in sorted(after)
        for words, other in solver.conflicts(package)
        if (package in reached or other in reached)
        and {package.name, other.name} <= installed
        and (package.name, other.name) not in old
        and (other.name, package.name) not in old
    ]


def _explain(solver: Solver, world: World, names: Collection[str]) -> Sequence[Problem]:
    """Why the packages of those names cannot be installed."""
    solver.enter(world)
    return [
        problem
        for package in sorted(world)
        if package.name in names
        for problem in solver.explain(package)
    ]


def _superseded(pool: World, after: World) -> Mapping[str, str]:
    """The packages of the pool that are not the newest, with the one that is."""
    newest = {package.name: str(package) for package in after}
    return {
        str(package): newest[package.name]
        for package in pool
        if newest.get(package.name, str(package)) != str(package)
    }
