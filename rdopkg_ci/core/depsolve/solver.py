"""What we need a dependency solver to answer; libsolv is behind `doors.libsolv`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from rdopkg_ci.core.depsolve.package import Package, World
from rdopkg_ci.core.depsolve.problem import DependencyProblem


class Solver(Protocol):
    """Questions are about the world that was entered last."""

    def enter(self, world: World) -> None:
        """Ask about this world from now on."""

    def newest(self, packages: Iterable[Package]) -> World:
        """The newest version of each name, less those that another one obsoletes: what an upgrade
        would leave. Which world is entered afterwards is not said.
        """

    def needs(self, package: Package) -> Iterable[Package]:
        """The packages of the world that could satisfy a requirement of it."""

    def requirements(self, package: Package) -> Iterable[Sequence[Package]]:
        """For each plain requirement of it, the packages of the world that could satisfy it."""

    def conflicts(self, package: Package) -> Iterable[tuple[str, Package]]:
        """What it declares a conflict with in the world, with the words of the declaration."""

    def bringing(self, path: str) -> Iterable[Package]:
        """The packages of the world that bring something at a path, which must be watched."""

    def can_install(self, packages: Iterable[Package]) -> bool:
        """Whether all of them can be installed together."""

    def explain(self, package: Package) -> Sequence[DependencyProblem]:
        """Why it cannot be installed; empty when it can."""
