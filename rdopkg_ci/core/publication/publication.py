"""What a promotion publishes: per target the RPMs to add to what production holds, and what that
makes of it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from rdopkg_ci.core.publication.filelist import Sum
from rdopkg_ci.core.target import Target


class TestedUpdate(NamedTuple):
    """An update as phase2 left it: where it belongs and the checksums of all its RPMs."""

    id: str
    targets: tuple[Target, ...]
    sums: tuple[Sum, ...]


class Item(NamedTuple):
    """An RPM of an update on its way to production. ``sha256`` is what gets published,
    ``tested.sha256`` what phase2 tested: they differ once it is signed.
    """

    update: str
    tested: Sum
    sha256: str

    @property
    def path(self) -> str:
        return self.tested.path

    def is_in(self, production: Mapping[str, str]) -> bool:
        """Whether production, as checksums by path, holds it already, signed or as tested."""
        return production.get(self.path) in (self.sha256, self.tested.sha256)


class Publication(NamedTuple):
    """What happens to one target. ``updates`` are the ids of those with builds for it, sorted;
    ``production`` maps the paths of the RPMs there now to their SHA-256.
    """

    target: Target
    updates: tuple[str, ...]
    items: tuple[Item, ...]
    production: Mapping[str, str]

    @property
    def content(self) -> Mapping[str, str]:
        """The repo as it will be, checksums by path. What is there stays."""
        return {**{item.path: item.sha256 for item in self.items}, **self.production}

    @property
    def generation(self) -> str:
        return generation_name(self.content)

    @property
    def new(self) -> tuple[Item, ...]:
        """The items that production does not hold yet."""
        return tuple(item for item in self.items if not item.is_in(self.production))


def generation_name(content: Mapping[str, str]) -> str:
    """The name of the generation that holds this content and no other: 16 hex digits."""
    listing = ''.join(f'{sha256}  {path}\n' for path, sha256 in sorted(content.items()))
    return hashlib.sha256(listing.encode('utf-8', 'surrogateescape')).hexdigest()[:16]


def plan(
    updates: Iterable[TestedUpdate],
    production: Mapping[Target, Mapping[str, str]],
    signed: Mapping[str, str],
) -> tuple[Publication, ...]:
    """A publication for each target, sorted. ``signed`` maps tested checksums to those of signed
    copies, as far as there are any.
    """
    every = sorted(updates)
    targets = sorted({target for update in every for target in update.targets})
    return tuple(
        _publication(target, every, production.get(target, {}), signed) for target in targets
    )


def _publication(
    target: Target,
    updates: Iterable[TestedUpdate],
    held: Mapping[str, str],
    signed: Mapping[str, str],
) -> Publication:
    concerned = [update for update in updates if target in update.targets]
    items = {
        Item(u.id, entry, signed.get(entry.sha256, entry.sha256))
        for u in concerned
        for entry in u.sums
        if entry.target == target
    }
    return Publication(target, tuple(update.id for update in concerned), tuple(sorted(items)), held)


def collisions(publications: Iterable[Publication]) -> tuple[str, ...]:
    """A sentence for every file name that would stand for two different files in one repo, whatever
    the tags.
    """
    return tuple(problem for publication in publications for problem in _collisions(publication))


def _collisions(publication: Publication) -> Iterable[str]:
    held: dict[str, list[str]] = {}
    for path in sorted(publication.production):
        held.setdefault(path.rpartition('/')[2], []).append(path)
    first: dict[str, Item] = {}
    for item in publication.items:
        file, target = item.tested.file, publication.target
        other = first.setdefault(file, item)
        if other.tested.sha256 != item.tested.sha256:
            yield f'{target}: {file} is {_of(other)}, but {_of(item)}'
        for path in held.get(file, ()):
            if publication.production[path] not in (item.sha256, item.tested.sha256):
                yield (
                    f'{target}: {file} is {_of(item)}, but production holds {path}'
                    f' ({publication.production[path][:12]}…)'
                )


def _of(item: Item) -> str:
    return f'{item.tested.sha256[:12]}… in update {item.update} (build {item.tested.build})'


def differences(tested: Iterable[Sum], found: Mapping[str, str]) -> tuple[str, ...]:
    """A sentence for every file that a source has, as checksums by name, otherwise than it was
    tested.
    """
    expected = {entry.file: entry.sha256 for entry in tested}
    changed = [
        f'{file} was tested as {expected[file]}, but its source has {found[file]}'
        for file in sorted(expected.keys() & found.keys())
        if expected[file] != found[file]
    ]
    gone = [
        f'{file} was tested, but its source has it no more'
        for file in sorted(expected.keys() - found.keys())
    ]
    extra = [
        f'{file} is at its source, but was not tested'
        for file in sorted(found.keys() - expected.keys())
    ]
    return tuple(changed + gone + extra)
