"""Does a pool of updates break production? The repos are read here; `core.depsolve` judges."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import NamedTuple

from rdopkg_ci.core.depsolve.difference import Difference, difference
from rdopkg_ci.core.depsolve.package import World
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


def check(repos: RepoStack, updates: Collection[str], cache: Path) -> Difference:
    """What the pool breaks. ``updates`` are the ids that may be to blame; without any nobody is
    named.

    Raises MissingTool without libsolv, CiError for repos that cannot be read.
    """
    solver = Libsolv()
    under: World = frozenset()
    for number, url in enumerate(repos.base):
        under |= solver.load(f'base{number}', url, cache)
    under |= solver.load('production', repos.production, cache)
    pool = solver.load(POOL, repos.pool.as_uri(), cache)
    return difference(solver, under, pool, repos.owner, updates)
