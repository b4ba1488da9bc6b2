"""The open changes that add or edit exactly one file in ``updates/``; others are none of our
business.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from rdopkg_ci.core.update.place import UPDATES, Place
from rdopkg_ci.doors.review import Change, Review


class Proposed(NamedTuple):
    """``content`` is the file at the change's current revision."""

    place: Place
    change: Change
    content: bytes


def proposed(review: Review) -> Iterator[Proposed]:
    """In the order of the changes' numbers."""
    for change in review.open_changes():
        paths = review.changed_paths(change.revision)
        place = Place.parse(paths[0]) if len(paths) == 1 else None
        content = (
            review.read(change.revision, str(place))
            if place and place.directory == UPDATES
            else None
        )
        if place and content is not None:
            yield Proposed(place, change, content)
