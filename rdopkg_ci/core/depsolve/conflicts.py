"""Files that a pool brings twice: nothing that a solver sees, and a transaction that rpm refuses.

As with requirements, only the difference to production alone counts, in worlds that hold the newest
of each package.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from rdopkg_ci.core.depsolve.clashes import Packages, Pair, clashes_in, identity
from rdopkg_ci.core.depsolve.content import Content
from rdopkg_ci.core.depsolve.package import Package, World
from rdopkg_ci.core.depsolve.problem import FileConflict
from rdopkg_ci.core.depsolve.solver import Solver


class FileConflicts(NamedTuple):
    """``new`` conflicts are those that production alone has not; ``known`` counts the others.
    ``checked`` is how many packages of the pool were looked at, ``shared`` how many pairs of
    packages have a path in common.
    """

    new: Sequence[FileConflict]
    known: int
    checked: int
    shared: int


def brought(pool: World, owner: Callable[[str], str]) -> World:
    """The packages of the pool that an update brings."""
    return frozenset(package for package in pool if owner(package.where))


def file_conflicts(packages: Packages, updates: Collection[str]) -> FileConflicts:
    """What of the pool rpm refuses to install beside the rest, for the files that it brings.

    The solver must watch the paths of all that is `brought`.
    """
    solver, under, pool = packages.solver, packages.under, packages.pool
    after = solver.newest(under | pool)
    fresh = brought(pool, packages.owner) & after
    pairs = _pairs(packages, fresh, after)
    contents = packages.contents({package for pair in pairs for package in pair})
    clashing = {
        pair: paths
        for pair in pairs
        if (paths := contents[pair[0]].clashes(contents[pair[1]]))
        and not _exclude(solver, after, *pair)
    }
    old = clashes_in(packages, solver.newest(under), clashing)
    new = {
        pair: left
        for pair, paths in clashing.items()
        if (left := [path for path in paths if path not in old[pair]])
    }
    return FileConflicts(
        [_conflict(packages, pair, paths, contents, updates) for pair, paths in new.items()],
        len(clashing) - len(new),
        len(fresh),
        len(pairs),
    )


def _pairs(packages: Packages, fresh: World, after: World) -> Sequence[Pair]:
    """Each two packages of ``after`` that have a path in common, one of them fresh."""
    packages.solver.enter(after)
    found: dict[tuple[str, ...], Pair] = {}
    for package, content in packages.contents(fresh).items():
        for path in content.files:
            for other in packages.solver.bringing(path):
                if (other.name, other.arch) != (package.name, package.arch):
                    first, second = sorted((package, other), key=identity)
                    # The same package may lie in several repos.
                    found.setdefault((*identity(first), *identity(second)), (first, second))
    return [found[key] for key in sorted(found)]


def _exclude(solver: Solver, world: World, one: Package, other: Package) -> bool:
    """Whether nobody can want both: one of them says so, or what they need does."""
    solver.enter(world)
    declared = [name for a in (one, other) for _, name in solver.conflicts(a)]
    if one in declared or other in declared:
        return True
    alone = solver.can_install([one]) and solver.can_install([other])
    return alone and not solver.can_install([one, other])


def _conflict(
    packages: Packages,
    pair: Pair,
    paths: Sequence[str],
    contents: Mapping[Package, Content],
    updates: Collection[str],
) -> FileConflict:
    owners = sorted(set(_owners(packages, pair)) & set(updates))
    guilty = [one for one in owners if not set(paths) & _without(packages, pair, one)]
    first, second = pair
    return FileConflict(
        tuple(paths),
        str(first),
        str(second),
        (contents[first].build, contents[second].build),
        guilty or owners,
        each=not guilty,
        sides=(first.side, second.side),
    )


def _owners(packages: Packages, pair: Pair) -> Iterator[str]:
    for package in pair:
        owner = packages.owner(package.where) if package in packages.pool else ''
        if owner:
            yield owner


def _without(packages: Packages, pair: Pair, update: str) -> set[str]:
    """The paths that the two still clash at in a pool without the update."""
    rest = frozenset(one for one in packages.pool if packages.owner(one.where) != update)
    world = packages.solver.newest(packages.under | rest)
    return set(clashes_in(packages, world, [pair])[pair])
