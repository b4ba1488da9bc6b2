"""The pool: the updates that are tested together, and which parts of it stand on their own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from rdopkg_ci.core.target import Target
from rdopkg_ci.core.update.place import READY, Place
from rdopkg_ci.core.update.update import Build, Update


class Pooled(NamedTuple):
    """An update with its id and the path of its file in the repo."""

    id: str
    path: str
    update: Update

    @property
    def place(self) -> Place:
        """Where it lies."""
        return Place(self.path.partition('/')[0], self.id)

    @property
    def destination(self) -> Place:
        """Where it goes once phase2 has passed."""
        return Place(self.update.group or READY, self.id)


class Pool(NamedTuple):
    """``members`` are sorted by id."""

    members: tuple[Pooled, ...]

    @property
    def targets(self) -> tuple[Target, ...]:
        return tuple(
            sorted({target for member in self.members for target in member.update.targets})
        )

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(member.id for member in self.members)

    def without(self, ids: Iterable[str]) -> Pool:
        left_out = set(ids)
        return Pool(tuple(member for member in self.members if member.id not in left_out))

    @property
    def releases(self) -> tuple[str, ...]:
        return tuple(sorted({target.release for target in self.targets}))

    def on(self, releases: Iterable[str]) -> Pool:
        """The updates for ``releases``, and for every release that an update ties to them."""
        wanted = set(releases)
        chosen = Pool(
            tuple(
                m for m in self.members if wanted & {target.release for target in m.update.targets}
            )
        )
        return chosen if wanted >= set(chosen.releases) else self.on(chosen.releases)

    def builds_for(self, target: Target) -> Mapping[str, tuple[Build, ...]]:
        """The builds of each update that has any for ``target``."""
        builds = {member.id: member.update.builds_for(target) for member in self.members}
        return {update_id: found for update_id, found in builds.items() if found}

    def parts(self) -> Sequence[Pool]:
        """The pool cut into parts that share no target with each other.

        A part has been tested whole or not at all: moving some of its updates would ship a set that
        no run has seen.
        """
        parts: list[Pool] = []
        for member in self.members:
            targets = set(member.update.targets)
            touched = [part for part in parts if targets & set(part.targets)]
            merged = Pool(tuple(sorted([m for part in touched for m in part.members] + [member])))
            parts = [part for part in parts if part not in touched] + [merged]
        return sorted(parts)
