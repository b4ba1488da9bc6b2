"""Does a pool of updates break production? The repos are read here; `core.depsolve` judges."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from rdopkg_ci.core.depsolve.clashes import Packages
from rdopkg_ci.core.depsolve.conflicts import FileConflicts, brought, file_conflicts
from rdopkg_ci.core.depsolve.difference import Difference, difference
from rdopkg_ci.core.depsolve.package import Package, World
from rdopkg_ci.core.depsolve.standing import standing
from rdopkg_ci.core.depsolve.transaction import Transaction, transaction
from rdopkg_ci.doors.contents import Contents
from rdopkg_ci.doors.http import Http
from rdopkg_ci.doors.repodata import MetadataCache
from rdopkg_ci.doors.solver import Libsolv

POOL = 'pool'


def by_directory(path: str) -> str:
    """The owner of an RPM in a pool that has a directory for each update."""
    return path.partition('/')[0]


class RepoStack(NamedTuple):
    """URLs of the repos under the pool, and the directory of the pool, a yum repo. ``owner`` says
    by the path of an RPM in it which update brings it; empty for what production holds already.
    """

    base: Sequence[str]
    production: str
    pool: Path
    owner: Callable[[str], str] = by_directory

    @property
    def urls(self) -> Mapping[str, str]:
        """The URL of each repo by the name that the solver has for it."""
        base = {f'base{number}': url for number, url in enumerate(self.base)}
        return {**base, 'production': self.production, POOL: self.pool.as_uri()}


class _Loaded(NamedTuple):
    solver: Libsolv
    under: World
    pool: World


class Checked(NamedTuple):
    """What a pool breaks, by update the others that it needs, and the names of repos whose modules
    were not looked at.
    """

    difference: Difference
    needs: Mapping[str, tuple[str, ...]]
    modular: Sequence[str] = ()


def check(repos: RepoStack, updates: Collection[str], cache: MetadataCache) -> Checked:
    """What the pool breaks. ``updates`` are the ids that may be to blame; without any nobody is
    named.

    Raises MissingTool without libsolv, CiError for repos that cannot be read.
    """
    solver, under, pool = _load(repos, cache)
    needs = standing(solver, under, pool, repos.owner)
    found = difference(solver, under, pool, repos.owner, updates)
    return Checked(found, needs, solver.modular)


def check_files(repos: RepoStack, updates: Collection[str], cache: MetadataCache) -> FileConflicts:
    """What the pool brings twice. Raises as `check` does, also for RPMs that cannot be read."""
    solver, under, pool = _load(repos, cache)
    with Http() as http:
        contents = Contents(repos.urls, http)
        brings = contents.of(brought(pool, repos.owner))
        solver.watch({path for content in brings.values() for path in content.files})
        packages = Packages(solver, under, pool, repos.owner, contents.of)
        return file_conflicts(packages, updates)


def check_transaction(repos: RepoStack, cache: MetadataCache) -> Transaction:
    """What to install to try the pool. Raises as `check` does."""
    solver, under, pool = _load(repos, cache)
    return transaction(solver, under, pool, repos.owner)


def _load(repos: RepoStack, cache: MetadataCache) -> _Loaded:
    solver = Libsolv()
    worlds = {name: solver.load(name, url, cache) for name, url in repos.urls.items()}
    pool = worlds.pop(POOL)
    return _Loaded(solver, frozenset[Package]().union(*worlds.values()), pool)
