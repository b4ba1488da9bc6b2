"""Does a pool of updates break production? The repos are read here; `core.depsolve` judges."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from rdopkg_ci.core.depsolve.clashes import Packages
from rdopkg_ci.core.depsolve.conflicts import FileConflicts, brought, file_conflicts
from rdopkg_ci.core.depsolve.difference import Difference, difference
from rdopkg_ci.core.depsolve.package import PRODUCTION as IN_PRODUCTION
from rdopkg_ci.core.depsolve.package import Package, World, side_of
from rdopkg_ci.core.depsolve.problem import Older
from rdopkg_ci.core.depsolve.standing import standing
from rdopkg_ci.core.depsolve.transaction import Transaction, transaction
from rdopkg_ci.doors.http import Http
from rdopkg_ci.doors.libsolv.solver import Libsolv
from rdopkg_ci.doors.repos import repodata
from rdopkg_ci.doors.repos.contents import Contents
from rdopkg_ci.doors.repos.repodata import MetadataCache
from rdopkg_ci.errors import CiError

POOL, BASE, PRODUCTION = 'pool', 'base', 'production'


def by_directory(path: str) -> str:
    """The owner of an RPM in a pool that has a directory for each update."""
    return path.partition('/')[0]


class RepoStack(NamedTuple):
    """URLs of the repos under the pool, and the directory of the pool, a yum repo. ``owner`` says
    by the path of an RPM in it which update brings it; empty for what production holds already.
    ``target`` is what they are the repos of, for people.
    """

    base: Sequence[str]
    production: str
    pool: Path
    owner: Callable[[str], str] = by_directory
    target: str = ''

    @property
    def urls(self) -> Mapping[str, str]:
        """The URL of each repo by the name that the solver has for it."""
        base = {f'{BASE}{number}': url for number, url in enumerate(self.base)}
        return {**base, PRODUCTION: self.production, POOL: self.pool.as_uri()}


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
    solver, under, pool = _load(repos, updates, cache)
    needs = standing(solver, under, pool, repos.owner)
    found = difference(solver, under, pool, repos.owner, updates)
    older = list(_older(solver, under, pool, repos.owner))
    return Checked(found._replace(older=older), needs, solver.modular)


def _older(
    solver: Libsolv, under: World, pool: World, owner: Callable[[str], str]
) -> Iterator[Older]:
    """What the pool brings that production has something newer of."""
    held: dict[str, list[Package]] = {}
    for package in under:
        if package.repo == PRODUCTION:
            held.setdefault(package.name, []).append(package)
    for package in sorted(pool, key=str):
        update, newer = owner(package.where), solver.newer(package, held.get(package.name, ()))
        if update and newer:
            release = package.evr.rpartition(':')[2]
            yield Older(str(package), str(newer), release, [update] if package.side else ())


def check_files(repos: RepoStack, updates: Collection[str], cache: MetadataCache) -> FileConflicts:
    """What the pool brings twice. Raises as `check` does, also for RPMs that cannot be read."""
    solver, under, pool = _load(repos, updates, cache)
    with Http() as http:
        contents = Contents(repos.urls, http)
        brings = contents.of(brought(pool, repos.owner))
        solver.watch({path for content in brings.values() for path in content.files})
        packages = Packages(solver, under, pool, repos.owner, contents.of)
        return file_conflicts(packages, updates)


def check_transaction(
    repos: RepoStack, updates: Collection[str], cache: MetadataCache
) -> Transaction:
    """What to install to try the pool. Raises as `check` does."""
    solver, under, pool = _load(repos, updates, cache)
    return transaction(solver, under, pool, repos.owner)


def there(repos: RepoStack, cache: MetadataCache) -> Mapping[str, str]:
    """The URLs of those that have metadata: production has none before the first publication."""
    return {name: url for name, url in repos.urls.items() if repodata.fetch(url, cache).primary}


def _load(repos: RepoStack, updates: Collection[str], cache: MetadataCache) -> _Loaded:
    solver = Libsolv()
    side = partial(_side, repos, updates)
    worlds = {name: _world(solver, repos, name, cache, side) for name in repos.urls}
    pool = worlds.pop(POOL)
    return _Loaded(solver, frozenset[Package]().union(*worlds.values()), pool)


def _side(repos: RepoStack, updates: Collection[str], name: str, where: str) -> str:
    """Who brings what lies at a path in the repo of that name; of an update only where there are
    several that may be to blame.
    """
    update = repos.owner(where) if name == POOL else ''
    if update:
        return side_of(update) if update in updates else ''
    return 'in base' if name.startswith(BASE) else IN_PRODUCTION


def _world(
    solver: Libsolv,
    repos: RepoStack,
    name: str,
    cache: MetadataCache,
    side: Callable[[str, str], str],
) -> World:
    """The packages of one repo; a failure says which it is. A base repo that is empty is none."""
    try:
        may_be_empty = not name.startswith(BASE)
        return solver.load(name, repos.urls[name], cache, may_be_empty, partial(side, name))
    except CiError as error:
        error.args = (f'{name.rstrip("0123456789")} of {repos.target or "the target"}: {error}',)
        raise
