"""Versions in the order that RPM has them in."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cmp_to_key
from typing import Any

from rdopkg_ci.doors.libsolv import library


def in_order(versions: Sequence[str]) -> Sequence[str]:
    """``EPOCH:VERSION-RELEASE`` each, the oldest first; those that are equal stay as they were.
    Raises MissingTool without libsolv.
    """
    solv = library.load()
    pool = solv.Pool()
    pool.setdisttype(solv.Pool.DISTTYPE_RPM)
    repo = pool.add_repo('versions')
    made = {version: _solvable(repo, version) for version in versions}

    def compared(one: str, other: str) -> int:
        return int(made[one].evrcmp(made[other]))

    return sorted(versions, key=cmp_to_key(compared))


def _solvable(repo: Any, version: str) -> Any:
    found = repo.add_solvable()
    found.name, found.evr, found.arch = 'version', version, 'noarch'
    return found
