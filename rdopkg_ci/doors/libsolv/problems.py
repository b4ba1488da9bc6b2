"""Why a package cannot be installed, out of what libsolv says of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from rdopkg_ci.core.depsolve.package import Package
from rdopkg_ci.core.depsolve.problem import DependencyProblem
from rdopkg_ci.doors.libsolv.pool import PackagePool


def explain(pool: PackagePool, package: Package) -> Sequence[DependencyProblem]:
    """Empty when it can.

    libsolv stops at the first requirement that nothing provides, so the package's own are looked up
    one by one.
    """
    solver, problems = pool.solve([package])
    rules = [rule for problem in problems for rule in problem.findallproblemrules()]
    found = [told for rule in rules if (told := _told(pool, rule.info()))]
    del rules, solver
    return list(dict.fromkeys([*found, *(_missing(pool, package) if problems else ())]))


def _missing(pool: PackagePool, package: Package) -> Iterator[DependencyProblem]:
    for dep in pool.requires(package):
        if not str(dep).startswith('rpmlib(') and not any(True for _ in pool.providers(dep)):
            yield DependencyProblem(package.name, package.told, str(dep))


def _told(pool: PackagePool, info: Any) -> DependencyProblem | None:
    """None for the links between a package and what it needs: only the ends of a chain are
    reasons.
    """
    rules, package = pool.solv.Solver, pool.package(info.solvable)
    if package is None:
        return None
    alone = DependencyProblem(package.name, package.told, str(info.dep))
    if info.type in (
        rules.SOLVER_RULE_PKG_NOTHING_PROVIDES_DEP,
        rules.SOLVER_RULE_PKG_NOT_INSTALLABLE,
    ):
        return alone
    between_two = (
        rules.SOLVER_RULE_PKG_CONFLICTS,
        rules.SOLVER_RULE_PKG_OBSOLETES,
        rules.SOLVER_RULE_PKG_IMPLICIT_OBSOLETES,
    )
    other = pool.package(info.othersolvable)
    return alone._replace(conflict=other.told) if info.type in between_two and other else None
