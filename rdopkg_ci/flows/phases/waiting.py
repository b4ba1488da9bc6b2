"""What phase2 has tested of the updates that wait for a promotion."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

from rdopkg_ci.core.depsolve.rivals import Brought
from rdopkg_ci.core.publication import filelist
from rdopkg_ci.core.target import Target
from rdopkg_ci.core.update.place import Place
from rdopkg_ci.errors import InvalidInput
from rdopkg_ci.flows.services import Branch


def waiting(services: Branch, commit: str) -> Iterator[tuple[Target, Brought]]:
    """Each RPM, and what it is for. A list that is none is for who promotes to see to."""
    places = (Place.parse(path) for path in services.repo.files(commit))
    ready = [place for place in places if place and place.is_ready]
    texts = services.repo.read_many(commit, [place.sums for place in ready])
    for place in ready:
        with suppress(InvalidInput):
            for one in filelist.parse_sums(texts.get(place.sums, b''), place.sums):
                yield one.target, Brought(place.id, one.file, one.build, f'sha256:{one.sha256}')
