"""The rows of the open changes."""

from __future__ import annotations

from collections.abc import Iterable

from rdopkg_ci.core.judging import awaited
from rdopkg_ci.core.judging.row import REVIEW, Row
from rdopkg_ci.core.judging.turn import Hold
from rdopkg_ci.core.phase import PHASE1
from rdopkg_ci.core.runs.verdict import Verdict
from rdopkg_ci.core.update.place import UPDATES, Place
from rdopkg_ci.flows.gathering import spoken
from rdopkg_ci.flows.gathering.snapshot import Snapshot
from rdopkg_ci.flows.phases import phase1
from rdopkg_ci.flows.phases.reviewed import Reviewed
from rdopkg_ci.flows.submission import edited


def reviewed(snapshot: Snapshot) -> Iterable[Row]:
    """Those that edit what is merged say so, and what."""
    repo, found = snapshot.services.repo, phase1.survey(snapshot)
    places = {one.change.number: Place(UPDATES, one.update_id) for one in found}
    merged = repo.read_many(snapshot.tip, sorted(map(str, places.values())))
    for item in found:
        row, place = row_of(item), places[item.change.number]
        edits = ''
        if str(place) in merged:
            edits = edited.told(place, merged[str(place)], item.update, snapshot.policy)
        yield row._replace(note='\n'.join(filter(None, [edits, row.note])))


def row_of(item: Reviewed) -> Row:
    change, update = item.change, item.update
    return Row(
        item.update_id,
        update.title if update else change.subject,
        REVIEW,
        PHASE1,
        item.ruling,
        update.targets if update else (),
        _note(item),
        change.number,
        change.topic,
        change.url,
        _override(item),
        item.requests,
        address=change.address,
        hold=item.hold,
        author=change.owner,
        builds=update.builds if update else (),
        awaited=item.awaited,
    )


def _override(item: Reviewed) -> Verdict | None:
    if item.hold is Hold.UNREADABLE:
        return Verdict.UNKNOWN
    if item.hold in (Hold.REQUIREMENT, Hold.RIGHTS):
        return Verdict.WAITING
    return Verdict.FAILED if item.hold in (Hold.INVALID, Hold.GONE, Hold.REFUSED) else None


def _note(item: Reviewed) -> str:
    note = item.problem or spoken.refusal(item.change)
    return note or ('work in progress' if item.change.wip else awaited.told(item.awaited))
