"""Which updates of a pool stand on which others: nothing else provides what they require."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from rdopkg_ci.core.depsolve.package import World
from rdopkg_ci.core.depsolve.solver import Solver


def standing(
    solver: Solver, under: World, pool: World, owner: Callable[[str], str]
) -> Mapping[str, tuple[str, ...]]:
    """By update the others that it needs, sorted; ``owner`` says by a package's path in the pool
    which update brings it, empty for none.

    Of several that provide the same all count: a part of the pool with one too many is sound too.
    """
    owners = {package: owner(package.where) for package in pool}
    solver.enter(under | pool)
    found: dict[str, set[str]] = {}
    for package, update in owners.items():
        for providers in solver.requirements(package):
            others = {owners.get(one, '') for one in providers}
            # What is there without the pool, or comes along, needs no other update.
            if update and others and not others & {'', update}:
                found.setdefault(update, set()).update(others)
    return {update: tuple(sorted(others)) for update, others in sorted(found.items())}
