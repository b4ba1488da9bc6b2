"""A package of some repo, and a world: what exists when the solver is asked."""

from __future__ import annotations

from typing import NamedTuple


class Package(NamedTuple):
    """``id`` is the solver's number for it; ``where`` is the path inside its repo."""

    id: int
    name: str
    evr: str
    arch: str
    repo: str
    where: str

    def __str__(self) -> str:
        return f'{self.name}-{self.evr}'


# The packages of which anybody may be installed: what is outside of it does not exist.
World = frozenset[Package]
