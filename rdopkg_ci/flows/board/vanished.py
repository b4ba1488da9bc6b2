"""Rows of updates whose builds are gone from their sources, as the last look there found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rdopkg_ci.core.judging.row import Row
from rdopkg_ci.core.judging.turn import Hold
from rdopkg_ci.core.runs.verdict import Verdict
from rdopkg_ci.core.update.place import UPDATES, Place
from rdopkg_ci.flows.checking import checked
from rdopkg_ci.flows.gathering.snapshot import Snapshot


def noted(snapshot: Snapshot, rows: Sequence[Row]) -> Iterator[Row]:
    """The rows, red where what they wait with cannot be had any more; only as long as the look
    speaks of the file as it is.
    """
    lost = checked.lost(snapshot.services.settings)
    there = snapshot.services.repo.files(snapshot.tip) if lost else {}
    for row in rows:
        found, place = lost.get(row.update_id), Place(row.where, row.update_id)
        is_meant = found is not None and there.get(str(place)) == found.blob
        if found and is_meant and _waits(row, place):
            note = '\n'.join(filter(None, [row.note, *found.builds]))
            yield row._replace(note=note, hold=Hold.VANISHED, override=Verdict.FAILED)
        else:
            yield row


def _waits(row: Row, place: Place) -> bool:
    """Whether it waits for what comes next, with nothing worse to tell."""
    is_quiet = row.override in (None, Verdict.WAITING) and not row.verdict.red
    goes_on = bool(row.ruling.targets) and not row.ruling.finished
    return (place.directory == UPDATES or place.is_ready) and is_quiet and not goes_on
