"""The packages of all repos that were loaded, and what each of them declares."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from rdopkg_ci.core.depsolve.package import Package, World
from rdopkg_ci.doors.libsolv import library
from rdopkg_ci.doors.repos import repodata
from rdopkg_ci.doors.repos.repodata import MetadataCache
from rdopkg_ci.doors.rpm.rpms import SOURCES
from rdopkg_ci.errors import CiError


def unsaid(where: str) -> str:
    """Of no package who brings it."""
    return ''


class PackagePool:
    """Raises MissingTool without libsolv's Python module, which is ``solv``."""

    def __init__(self) -> None:
        self.solv = library.load()
        self._pool = self.solv.Pool()
        # Debian's build would otherwise take every noarch package for one of a foreign
        # architecture.
        self._pool.setdisttype(self.solv.Pool.DISTTYPE_RPM)
        # The repos that have modules, by name: of each package all streams are there at once.
        self.modular: list[str] = []
        self._packages: dict[int, Package] = {}

    def load(
        self,
        name: str,
        url: str,
        cache: MetadataCache,
        may_be_empty: bool = True,
        side: Callable[[str], str] = unsaid,
    ) -> World:
        """The packages of the repo at ``url``, of which ``side`` says by the path inside it who
        brings them; raises CiError when it cannot be read, and where a directory of nothing
        ``may_be_empty`` not.
        """
        data = repodata.fetch(url, cache)
        if data.primary is None and not may_be_empty:
            raise CiError(f'{url} is no yum repo', 'Name one there in the policy, or none at all.')
        if data.has_modules:
            self.modular.append(name)
        repo = self._pool.add_repo(name)
        extend = self.solv.Repo.REPO_EXTEND_SOLVABLES
        for path, flags in ((data.primary, 0), (data.filelists, extend)):
            if path is not None:
                stream = self.solv.xfopen(str(path))
                if stream is None or not repo.add_rpmmd(stream, None, flags):
                    raise CiError(f'{url}: libsolv cannot read its metadata {path.name}')
        # What is built from is not installed, though it lies in the same repo.
        binary = (solvable for solvable in repo.solvables if solvable.arch not in SOURCES)
        found = frozenset(_package(name, solvable, side) for solvable in binary)
        self._packages.update((package.id, package) for package in found)
        return found

    def watch(self, paths: Sequence[str]) -> dict[str, int]:
        """Have libsolv know who brings these paths: what to ask `providers` for, by path."""
        # It finds the files that somebody requires, in one pass over all file lists.
        wants = self._pool.add_repo('watched').add_solvable()
        wants.name, wants.evr, wants.arch = 'watched', '0', 'noarch'
        deps = {path: self._pool.str2id(path) for path in paths}
        for dep in deps.values():
            wants.add_deparray(self.solv.SOLVABLE_REQUIRES, dep)
        return deps

    def consider(self, world: World) -> None:
        """Have only these packages count from now on."""
        self._pool.set_considered_list([package.id for package in world])
        self._pool.addfileprovides()
        self._pool.createwhatprovides()

    def solve(self, packages: Sequence[Package]) -> tuple[Any, Sequence[Any]]:
        """A solver that is to install them all, and its problems, which are memory of the solver's
        and die with it.
        """
        install = self.solv.Job.SOLVER_INSTALL | self.solv.Job.SOLVER_SOLVABLE
        jobs = [self._pool.Job(install, package.id) for package in packages]
        solver = self._pool.Solver()
        return solver, solver.solve(jobs)

    def deps(self, package: Package, kind: int, behind: int = -1) -> Sequence[Any]:
        """What it declares of a kind, such as ``SOLVABLE_CONFLICTS``."""
        deps: Sequence[Any] = self.solvable(package).lookup_deparray(kind, behind)
        return deps

    def requires(self, package: Package) -> Iterator[Any]:
        """Also what its scripts need, which libsolv keeps behind a marker."""
        for behind in (-1, 1):
            yield from self.deps(package, self.solv.SOLVABLE_REQUIRES, behind)

    def providers(self, dep: Any) -> Iterator[Package]:
        """Those of the packages that count."""
        for solvable in self._pool.whatprovides(dep):
            if solvable.id in self._packages:
                yield self._packages[solvable.id]

    def package(self, solvable: Any) -> Package | None:
        """The package that libsolv speaks of; None where it is none of ours."""
        return self._packages.get(solvable.id) if solvable else None

    def solvable(self, package: Package) -> Any:
        return self._pool.id2solvable(package.id)


def _package(repo: str, solvable: Any, side: Callable[[str], str]) -> Package:
    where = (solvable.lookup_location()[0] or '').removeprefix('./')
    named = solvable.name, solvable.evr, solvable.arch
    return Package(solvable.id, *named, repo, where, side(where))
