"""What was published, as pushed/ of the rdo-update repo records it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rdopkg_ci.core.publication import filelist
from rdopkg_ci.core.publication.verified import Record
from rdopkg_ci.core.update.place import PUSHED, Place
from rdopkg_ci.doors.update_repo import UpdateRepo
from rdopkg_ci.errors import CiError, InvalidInput


class Published(NamedTuple):
    """``unrecorded`` are the ids of updates that were pushed without checksums; ``broken`` says
    which record cannot be read.
    """

    records: Sequence[Record]
    unrecorded: Sequence[str]
    broken: Sequence[CiError]


def published(repo: UpdateRepo, tip: str) -> Published:
    places = [place for place in map(Place.parse, repo.files(tip)) if place]
    pushed = sorted(place for place in places if place.directory == PUSHED)
    texts = repo.read_many(tip, [place.sums for place in pushed])
    records: list[Record] = []
    broken: list[CiError] = []
    for place in pushed:
        try:
            sums = filelist.parse_sums(texts.get(place.sums, b''), place.sums)
        except InvalidInput as error:
            broken.append(error)
            continue
        records += (Record(place.id, one) for one in sums)
    return Published(records, [place.id for place in pushed if place.sums not in texts], broken)
