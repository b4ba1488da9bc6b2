"""What is wrong in a world: which of its packages cannot be installed, or not together any more."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence, Set

from rdopkg_ci.core.depsolve.package import Package, World
from rdopkg_ci.core.depsolve.problem import DependencyProblem
from rdopkg_ci.core.depsolve.solver import Solver

Key = tuple[str, str, bool]
ProblemsByKey = Mapping[Key, tuple[Package, DependencyProblem]]


def reached_by(solver: Solver, before: World, after: World) -> World:
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


def problems_of(solver: Solver, before: World, after: World, reached: World) -> ProblemsByKey:
    """The problems of the reached packages in ``after``, the first of each kind with the package
    that has it.
    """
    found: dict[Key, tuple[Package, DependencyProblem]] = {}
    for problem, victim in _broken_upgrades(solver, before, after, reached):
        found.setdefault(problem.key, (victim, problem))
    solver.enter(after)
    for victim in _victims(solver, reached):
        for problem in solver.explain(victim):
            if problem.key not in found or victim.name == problem.name:
                found[problem.key] = (victim, problem)
    return found


def _victims(solver: Solver, reached: World) -> Iterator[Package]:
    """Packages of the entered world that together have every problem there is.

    The solver takes its time for each that it is asked about, and whatever needs a broken package
    is broken for the same reason: so only one that lacks something itself is asked about, and what
    is left in halves.
    """
    # Mostly all is well, and then one question is enough.
    if solver.can_install(reached):
        return
    needs = {one: list(solver.requirements(one)) for one in reached}
    lacking = {one for one, requirements in needs.items() if not all(requirements)}
    yield from sorted(lacking)
    yield from _halved(solver, sorted(reached - _behind(needs, lacking)))


def _behind(
    needs: Mapping[Package, Sequence[Sequence[Package]]], lacking: Set[Package]
) -> Set[Package]:
    """The lacking, and what needs them whatever it chooses."""
    needed_by: dict[Package, set[Package]] = {}
    for package, requirements in needs.items():
        for provider in {one for providers in requirements for one in providers}:
            needed_by.setdefault(provider, set()).add(package)
    behind, ahead = set(lacking), list(lacking)
    while ahead:
        for package in needed_by.get(ahead.pop(), ()):
            if package not in behind and any(behind.issuperset(one) for one in needs[package]):
                behind.add(package)
                ahead.append(package)
    return behind


def _halved(solver: Solver, packages: Sequence[Package]) -> Iterator[Package]:
    """Those that cannot be installed, each alone."""
    if not packages or solver.can_install(packages):
        return
    if len(packages) == 1:
        yield packages[0]
        return
    middle = len(packages) // 2
    yield from _halved(solver, packages[:middle])
    yield from _halved(solver, packages[middle:])


def _broken_upgrades(
    solver: Solver, before: World, after: World, reached: World
) -> Sequence[tuple[DependencyProblem, Package]]:
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
        (DependencyProblem(package.name, package.told, words, other.told), package)
        for package in sorted(after)
        for words, other in solver.conflicts(package)
        if (package in reached or other in reached)
        and {package.name, other.name} <= installed
        and (package.name, other.name) not in old
        and (other.name, package.name) not in old
    ]


def explain(solver: Solver, world: World, names: Collection[str]) -> Sequence[DependencyProblem]:
    """Why the packages of those names cannot be installed."""
    solver.enter(world)
    return [
        problem
        for package in sorted(world)
        if package.name in names
        for problem in solver.explain(package)
    ]
