"""The `Solver` that `core.depsolve` asks, of libsolv."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from rdopkg_ci.core.depsolve.package import Package, World
from rdopkg_ci.core.depsolve.problem import DependencyProblem
from rdopkg_ci.doors.libsolv import problems
from rdopkg_ci.doors.libsolv.pool import PackagePool, unsaid
from rdopkg_ci.doors.repos.repodata import MetadataCache


class Libsolv:
    """Load repos first, then ask. Raises MissingTool without libsolv's Python module."""

    def __init__(self) -> None:
        self._pool = PackagePool()
        self._conflicts: dict[Package, Sequence[Any]] = {}
        self._obsoletes: dict[Package, Sequence[Any]] = {}
        self._watched: dict[str, int] = {}
        self._world: World | None = None

    @property
    def modular(self) -> Sequence[str]:
        """The repos that have modules."""
        return self._pool.modular

    def load(
        self,
        name: str,
        url: str,
        cache: MetadataCache,
        may_be_empty: bool = True,
        side: Callable[[str], str] = unsaid,
    ) -> World:
        """As `PackagePool.load`."""
        # libsolv sizes its map of a world at the first one, and writes past its end for packages
        # that come later.
        assert self._world is None, 'load every repo before the first question'
        found, solv = self._pool.load(name, url, cache, may_be_empty, side), self._pool.solv
        for package in found:
            # Few have any, and all are asked about again and again.
            if deps := self._pool.deps(package, solv.SOLVABLE_CONFLICTS):
                self._conflicts[package] = deps
            if deps := self._pool.deps(package, solv.SOLVABLE_OBSOLETES):
                self._obsoletes[package] = deps
        return found

    def watch(self, paths: Iterable[str]) -> None:
        """Have `bringing` know these paths; before the first question."""
        assert self._world is None, 'watch every path before the first question'
        self._watched.update(self._pool.watch(list(paths)))

    def enter(self, world: World) -> None:
        """Ask about this world from now on."""
        if world != self._world:
            self._world = world
            self._pool.consider(world)

    def newest(self, packages: Iterable[Package]) -> World:
        """The newest version of each name, less those that another one obsoletes: what an upgrade
        would leave.
        """
        best: dict[str, list[Package]] = {}
        for package in packages:
            known = best.setdefault(package.name, [package])
            if known[0] is package:
                continue
            order = self._order(package, known[0])
            if order > 0:
                best[package.name] = [package]
            elif order == 0:
                known.append(package)
        kept = frozenset(package for found in best.values() for package in found)
        self.enter(kept)
        return kept - {old for package in kept for old in self._obsoleted(package)}

    def newer(self, package: Package, others: Iterable[Package]) -> Package | None:
        """The newest of the others that is newer than the package and of its name and arch."""
        best: Package | None = None
        for one in others:
            is_alike = (one.name, one.arch) == (package.name, package.arch)
            if is_alike and self._order(one, best or package) > 0:
                best = one
        return best

    def _order(self, package: Package, other: Package) -> int:
        """Over 0 where the package is the newer one, 0 where both are of one version."""
        return int(self._pool.solvable(package).evrcmp(self._pool.solvable(other)))

    def _obsoleted(self, package: Package) -> Iterator[Package]:
        of_name = self._pool.solv.SOLVABLE_NAME
        for dep in self._obsoletes.get(package, ()):
            for other in self._pool.providers(dep):
                # Obsoletes are about names, not about what packages provide.
                is_named = self._pool.solvable(other).matchesdep(of_name, dep)
                if other.name != package.name and is_named:
                    yield other

    def needs(self, package: Package) -> Iterator[Package]:
        """The packages of the entered world that could satisfy a requirement of it."""
        for dep in self._pool.requires(package):
            yield from self._pool.providers(dep)

    def requirements(self, package: Package) -> Iterator[Sequence[Package]]:
        """For each plain requirement of it, not a rich one or one on rpm itself, the packages of
        the entered world that could satisfy it.
        """
        for dep in self._pool.requires(package):
            if not str(dep).startswith(('(', 'rpmlib(')):
                yield list(self._pool.providers(dep))

    def conflicts(self, package: Package) -> Iterator[tuple[str, Package]]:
        """What it declares a conflict with in the entered world, with the words of the
        declaration.
        """
        for dep in self._conflicts.get(package, ()):
            for other in self._pool.providers(dep):
                if other.name != package.name:
                    yield str(dep), other

    def bringing(self, path: str) -> Iterator[Package]:
        """The packages of the entered world that bring something at a watched path."""
        yield from self._pool.providers(self._watched[path])

    def can_install(self, packages: Iterable[Package]) -> bool:
        """Whether all of them can be installed together in the entered world."""
        _, found = self._pool.solve(sorted(packages))
        return not found

    def explain(self, package: Package) -> Sequence[DependencyProblem]:
        """Why it cannot be installed in the entered world; empty when it can."""
        return problems.explain(self._pool, package)
