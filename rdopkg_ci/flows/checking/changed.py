"""What lies at hand of updates that are ready, and is not what phase2 tested."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress

from rdopkg_ci.core.publication import filelist
from rdopkg_ci.core.publication.filelist import Sum
from rdopkg_ci.core.update.place import Place
from rdopkg_ci.core.update.pool import Pooled
from rdopkg_ci.core.update.update import Build
from rdopkg_ci.doors.sources import Source, named
from rdopkg_ci.doors.update_repo import UpdateRepo
from rdopkg_ci.errors import CiError, InvalidInput
from rdopkg_ci.flows import at_hand
from rdopkg_ci.settings import Settings


def changed(
    settings: Settings, repo: UpdateRepo, tip: str, members: Iterable[Pooled]
) -> Mapping[tuple[str, Build], str]:
    """What differs, by the ids of the updates and their builds; what would have to be fetched is
    not looked at.
    """
    places = {one: one.place for one in members if one.place.is_ready}
    texts = repo.read_many(tip, [place.sums for place in places.values()])
    opened = _opened(settings, {build.source for one in places for build in one.update.builds})
    found = {}
    for member, place in places.items():
        sums = _sums(texts.get(place.sums, b''), place)
        for build in member.update.builds:
            tested = filelist.of_build(sums, build)
            source = opened.get(build.source) if tested else None
            problems = _differences(source, build, tested) if source else ()
            if problems:
                found[member.id, build] = f'is not what phase2 tested: {"; ".join(problems)}'
    return found


def _opened(settings: Settings, names: Iterable[str]) -> Mapping[str, Source]:
    """Those that can be opened: what is wrong with the others the look at their states tells."""
    opened = {}
    for name in names:
        with suppress(CiError):
            opened[name] = named.find(name, settings.sources, settings.home)
    return opened


def _sums(data: bytes, place: Place) -> Sequence[Sum]:
    """A promotion names what is broken."""
    try:
        return filelist.parse_sums(data, place.sums)
    except InvalidInput:
        return ()


def _differences(source: Source, build: Build, tested: Sequence[Sum]) -> Sequence[str]:
    with suppress(CiError):
        return at_hand.changed(source, build, tested)
    return ()
