"""libsolv: packages of several yum repos, what each of them needs, and whether it can be installed
in a given world. It is the `Solver` that `core.depsolve` asks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from rdopkg_ci.core.depsolve.package import Package, World
from rdopkg_ci.core.depsolve.problem import DependencyProblem
from rdopkg_ci.doors import repodata
from rdopkg_ci.doors.repodata import MetadataCache
from rdopkg_ci.doors.rpms import SOURCES
from rdopkg_ci.errors import CiError, MissingTool


class Libsolv:
    """Load repos first, then ask. Raises MissingTool without libsolv's Python module."""

    def __init__(self) -> None:
        try:
            import solv
        except ImportError as error:
            hint = (
                "Install it with: pip install 'rdopkg-ci[worker]' (Python 3.11 or newer), or your"
                " distribution's python3-solv."
            )
            raise MissingTool('the Python library solv (libsolv) is not installed', hint) from error
        self._solv: Any = solv
        self._pool = solv.Pool()
        # Debian's build would otherwise take every noarch package for one of a foreign
        # architecture.
        self._pool.setdisttype(solv.Pool.DISTTYPE_RPM)
        # The repos that have modules, by name: of each package all streams are there at once.
        self.modular: list[str] = []
        self._packages: dict[int, Package] = {}
        self._conflicts: dict[Package, Sequence[Any]] = {}
        self._obsoletes: dict[Package, Sequence[Any]] = {}
        self._watched: dict[str, int] = {}
        self._world: World | None = None

    def load(self, name: str, url: str, cache: MetadataCache, may_be_empty: bool = True) -> World:
        """The packages of the repo at ``url``; raises CiError when it cannot be read, and where a
        directory of nothing ``may_be_empty`` not.
        """
        # libsolv sizes its map of a world at the first one, and writes past its end for packages
        # that come later.
        assert self._world is None, 'load every repo before the first question'
        data = repodata.fetch(url, cache)
        if data.primary is None and not may_be_empty:
            raise CiError(f'{url} is no yum repo', 'Name one there in the policy, or none at all.')
        if data.has_modules:
            self.modular.append(name)
        repo = self._pool.add_repo(name)
        for path, flags in (
            (data.primary, 0),
            (data.filelists, self._solv.Repo.REPO_EXTEND_SOLVABLES),
        ):
            if path is not None:
                stream = self._solv.xfopen(str(path))
                if stream is None or not repo.add_rpmmd(stream, None, flags):
                    raise CiError(f'{url}: libsolv cannot read its metadata {path.name}')
        # What is built from is not installed, though it lies in the same repo.
        found = frozenset(
            self._package(name, solvable)
            for solvable in repo.solvables
            if solvable.arch not in SOURCES
        )
        self._packages.update((package.id, package) for package in found)
        for package in found:
            # Few have any, and all are asked about again and again.
            if deps := self._deps(package, self._solv.SOLVABLE_CONFLICTS):
                self._conflicts[package] = deps
            if deps := self._deps(package, self._solv.SOLVABLE_OBSOLETES):
                self._obsoletes[package] = deps
        return found

    def watch(self, paths: Iterable[str]) -> None:
        """Have `bringing` know these paths; before the first question."""
        assert self._world is None, 'watch every path before the first question'
        # libsolv finds the files that somebody requires, in one pass over all file lists.
        wants = self._pool.add_repo('watched').add_solvable()
        wants.name, wants.evr, wants.arch = 'watched', '0', 'noarch'
        for path in paths:
            self._watched[path] = self._pool.str2id(path)
            wants.add_deparray(self._solv.SOLVABLE_REQUIRES, self._watched[path])

    def _package(self, repo: str, solvable: Any) -> Package:
        where = solvable.lookup_location()[0] or ''
        return Package(
            solvable.id, solvable.name, solvable.evr, solvable.arch, repo, where.removeprefix('./')
        )

    def enter(self, world: World) -> None:
        """Ask about this world from now on."""
        if world != self._world:
            self._world = world
            self._pool.set_considered_list([package.id for package in world])
            self._pool.addfileprovides()
            self._pool.createwhatprovides()

    def newest(self, packages: Iterable[Package]) -> World:
        """The newest version of each name, less those that another one obsoletes: what an upgrade
        would leave.
        """
        best: dict[str, list[Package]] = {}
        for package in packages:
            known = best.setdefault(package.name, [package])
            if known[0] is package:
                continue
            order = self._solvable(package).evrcmp(self._solvable(known[0]))
            if order > 0:
                best[package.name] = [package]
            elif order == 0:
                known.append(package)
        kept = frozenset(package for found in best.values() for package in found)
        self.enter(kept)
        return kept - {old for package in kept for old in self._obsoleted(package)}

    def newer(self, package: Package, others: Iterable[Package]) -> Package | None:
        """The newest of the others that is newer than the package and of its name and arch."""
        alike = [one for one in others if (one.name, one.arch) == (package.name, package.arch)]
        best: Package | None = None
        for one in alike:
            than = self._solvable(best or package)
            best = one if self._solvable(one).evrcmp(than) > 0 else best
        return best

    def _obsoleted(self, package: Package) -> Iterator[Package]:
        for dep in self._obsoletes.get(package, ()):
            for other in self._providers(dep):
                # Obsoletes are about names, not about what packages provide.
                if other.name != package.name and self._solvable(other).matchesdep(
                    self._solv.SOLVABLE_NAME, dep
                ):
                    yield other

    def needs(self, package: Package) -> Iterator[Package]:
        """The packages of the entered world that could satisfy a requirement of it."""
        for dep in self._requires(package):
            yield from self._providers(dep)

    def requirements(self, package: Package) -> Iterator[Sequence[Package]]:
        """For each plain requirement of it, not a rich one or one on rpm itself, the packages of
        the entered world that could satisfy it.
        """
        for dep in self._requires(package):
            if not str(dep).startswith(('(', 'rpmlib(')):
                yield list(self._providers(dep))

    def _requires(self, package: Package) -> Iterator[Any]:
        """Also what its scripts need, which libsolv keeps behind a marker."""
        for behind in (-1, 1):
            yield from self._deps(package, self._solv.SOLVABLE_REQUIRES, behind)

    def conflicts(self, package: Package) -> Iterator[tuple[str, Package]]:
        """What it declares a conflict with in the entered world, with the words of the
        declaration.
        """
        for dep in self._conflicts.get(package, ()):
            yield from (
                (str(dep), other) for other in self._providers(dep) if other.name != package.name
            )

    def bringing(self, path: str) -> Iterator[Package]:
        """The packages of the entered world that bring something at a watched path."""
        yield from self._providers(self._watched[path])

    def can_install(self, packages: Iterable[Package]) -> bool:
        """Whether all of them can be installed together in the entered world."""
        _, problems = self._solve(packages)
        return not problems

    def explain(self, package: Package) -> Sequence[DependencyProblem]:
        """Why it cannot be installed in the entered world; empty when it can.

        libsolv stops at the first requirement that nothing provides, so the package's own are
        looked up one by one.
        """
        solver, problems = self._solve([package])
        found = [
            self._problem(rule.info())
            for problem in problems
            for rule in problem.findallproblemrules()
        ]
        del solver
        return list(
            dict.fromkeys(
                problem
                for problem in [*found, *(self._missing(package) if problems else ())]
                if problem
            )
        )

    def _missing(self, package: Package) -> Iterator[DependencyProblem]:
        for dep in self._requires(package):
            if not str(dep).startswith('rpmlib(') and not any(True for _ in self._providers(dep)):
                yield DependencyProblem(package.name, str(package), str(dep))

    def _solve(self, packages: Iterable[Package]) -> tuple[Any, Sequence[Any]]:
        """The solver and its problems, which are memory of the solver's and die with it."""
        install = self._solv.Job.SOLVER_INSTALL | self._solv.Job.SOLVER_SOLVABLE
        jobs = [self._pool.Job(install, package.id) for package in sorted(packages)]
        solver = self._pool.Solver()
        return solver, solver.solve(jobs)

    def _problem(self, info: Any) -> DependencyProblem | None:
        """None for the links between a package and what it needs: only the ends of a chain are
        reasons.
        """
        solv, package = (
            self._solv.Solver,
            self._packages.get(info.solvable.id) if info.solvable else None,
        )
        if package is None:
            return None
        if info.type in (
            solv.SOLVER_RULE_PKG_NOTHING_PROVIDES_DEP,
            solv.SOLVER_RULE_PKG_NOT_INSTALLABLE,
        ):
            return DependencyProblem(package.name, str(package), str(info.dep))
        conflict = (
            solv.SOLVER_RULE_PKG_CONFLICTS,
            solv.SOLVER_RULE_PKG_OBSOLETES,
            solv.SOLVER_RULE_PKG_IMPLICIT_OBSOLETES,
        )
        if info.type in conflict and info.othersolvable:
            return DependencyProblem(
                package.name,
                str(package),
                str(info.dep),
                str(self._packages[info.othersolvable.id]),
            )
        return None

    def _deps(self, package: Package, kind: int, behind: int = -1) -> Sequence[Any]:
        deps: Sequence[Any] = self._solvable(package).lookup_deparray(kind, behind)
        return deps

    def _providers(self, dep: Any) -> Iterator[Package]:
        yield from (
            self._packages[solvable.id]
            for solvable in self._pool.whatprovides(dep)
            if solvable.id in self._packages
        )

    def _solvable(self, package: Package) -> Any:
        return self._pool.id2solvable(package.id)
