"""What to put on an empty disk to try an update: production's packages first, then those under
test.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from rdopkg_ci.core.depsolve.clashes import identity
from rdopkg_ci.core.depsolve.conflicts import brought
from rdopkg_ci.core.depsolve.package import Package, World
from rdopkg_ci.core.depsolve.solver import Solver


class Transaction(NamedTuple):
    """``before`` is what production has of what ``after`` replaces. ``left_out`` says why a package
    is in neither: nobody can install all of it at once, or this one at all.
    """

    before: Sequence[Package]
    after: Sequence[Package]
    left_out: Mapping[Package, str]


def transaction(
    solver: Solver, under: World, pool: World, owner: Callable[[str], str]
) -> Transaction:
    """``owner`` says by a package's path in the pool which update brings it, empty for none."""
    old, new = solver.newest(under), solver.newest(under | pool)
    after, left_out = _together(solver, new, brought(pool, owner) & new)
    obsoleted = {package.name for package in old} - {package.name for package in new}
    replaced = {package.name for package in after} | obsoleted
    before, _ = _together(solver, old, (package for package in old if package.name in replaced))
    return Transaction(before, after, left_out)


def _together(
    solver: Solver, world: World, wanted: Iterable[Package]
) -> tuple[Sequence[Package], Mapping[Package, str]]:
    """As many as can be installed at once, and why not the others. What several bring, with one
    name, version and architecture, is one package.
    """
    copies: dict[tuple[str, str, str], list[Package]] = {}
    for package in sorted(wanted):
        copies.setdefault(identity(package), []).append(package)
    ordered = [copies[key][0] for key in sorted(copies)]
    solver.enter(world)
    if solver.can_install(ordered):
        return ordered, {}
    kept: list[Package] = []
    left_out: dict[Package, str] = {}
    for package in ordered:
        if solver.can_install([*kept, package]):
            kept.append(package)
        else:
            every = copies[identity(package)]
            left_out.update({copy: _why(solver, kept, copy) for copy in every})
    return kept, left_out


def _why(solver: Solver, kept: Sequence[Package], package: Package) -> str:
    problems = solver.explain(package)
    if problems:
        return str(problems[0])
    other = next((one for one in kept if not solver.can_install([one, package])), None)
    return f'it cannot be installed together with {other.told if other else "the others"}'
