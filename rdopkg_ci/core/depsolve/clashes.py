"""Two packages of some world whose files clash."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from itertools import product
from typing import NamedTuple

from rdopkg_ci.core.depsolve.content import Content
from rdopkg_ci.core.depsolve.package import Package, World
from rdopkg_ci.core.depsolve.solver import Solver

Pair = tuple[Package, Package]


class Packages(NamedTuple):
    """The packages to look at and how. ``under`` is every package below the pool; ``owner`` says by
    a package's path in the pool which update brings it, empty for none; ``contents`` gives what
    packages bring.
    """

    solver: Solver
    under: World
    pool: World
    owner: Callable[[str], str]
    contents: Callable[[Collection[Package]], Mapping[Package, Content]]


def identity(package: Package) -> tuple[str, str, str]:
    return package.name, package.evr, package.arch


def clashes_in(
    packages: Packages, world: World, pairs: Collection[Pair]
) -> Mapping[Pair, Collection[str]]:
    """The paths that packages of the pairs' names clash at in another world."""
    named: dict[tuple[str, str], list[Package]] = {}
    for package in sorted(world):
        named.setdefault((package.name, package.arch), []).append(package)
    found: dict[Pair, set[str]] = {pair: set() for pair in pairs}
    for pair in pairs:
        for one, other in product(*(named.get((each.name, each.arch), ()) for each in pair)):
            contents = packages.contents({one, other})
            found[pair].update(contents[one].clashes(contents[other]))
    return found
