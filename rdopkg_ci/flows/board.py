"""Everything that status shows: the open changes, the pool and what is ready, judged as the gate judges."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from typing import Optional

from rdopkg_ci.core.judge import Ruling
from rdopkg_ci.core.place import UPDATES, Place
from rdopkg_ci.core.pool import Pooled
from rdopkg_ci.core.row import Row
from rdopkg_ci.flows import phase1, phase2, stage
from rdopkg_ci.flows.sight import Sight
from rdopkg_ci.flows.updates import pool_at, updates_at

NOT_ASKED = Ruling(())


def rows(sight: Sight, what: Sequence[str] = ()) -> Sequence[Row]:
    """The rows that ``what`` names, by default all updates on their way: those pushed or failed show only when named."""
    every = [*_reviewed(sight), *_pooled(sight), *_settled(sight, set(what))]
    return [row for row in every if not what or any(row.matches(name) for name in what)]


def _reviewed(sight: Sight) -> Iterable[Row]:
    for item in phase1.look(sight):
        change, update = item.change, item.update
        note = item.problem or phase1.refusal(item) or ('work in progress' if change.wip else '')
        yield Row(
            item.update_id, _title(update.notes if update else change.subject), 'review', 'phase1', item.ruling,
            update.targets if update else (), note, change.number, change.topic, change.url, broken=update is None,
        )


def _pooled(sight: Sight) -> Iterable[Row]:
    found = pool_at(sight.world, sight.tip, sight.policy)
    tested = phase2.look(sight)
    for member in found.pool.members:
        item = next((t for t in tested if member.id in t.pool.ids and t.found.blobs[member.id] == found.blobs[member.id]), None)
        note = _waits(member, tested) if item is None else ''
        yield _row(member, UPDATES, 'phase2', item.ruling.only(member.update.targets) if item else None, note)
    for update_id, problem in sorted(found.broken.items()):
        yield Row(update_id, 'not an update', UPDATES, '', NOT_ASKED, (), problem, broken=True)


def _waits(member: Pooled, tested: Sequence[phase2.Tested]) -> str:
    left_out = any(member.id in item.round.without for item in tested)
    return 'left out of the last phase2' if left_out else 'phase1 passed; `rdopkg update --phase2` is next'


def _settled(sight: Sight, what: Set[str]) -> Iterable[Row]:
    """What has passed phase2, and what was pushed or failed if somebody asks for it."""
    def wanted(place: Place) -> bool:
        return place.is_ready or not what.isdisjoint({place.id, place.directory, 'all'})

    found = updates_at(sight.world, sight.tip, sight.policy, wanted)
    for member in found.pool.members:
        place = Place.parse(member.path)
        if place is None or place.directory == UPDATES:
            continue
        ruling = stage.ruling_of(sight, member) if place.is_ready else None
        note = 'phase2 passed; `rdopkg ci promote` is next' if place.is_ready and ruling is None else ''
        yield _row(member, place.directory, 'stage' if place.is_ready else '', ruling, note)


def _row(member: Pooled, where: str, phase: str, ruling: Optional[Ruling], note: str) -> Row:
    shown = phase if ruling else ''
    return Row(member.id, _title(member.update.notes), where, shown, ruling or NOT_ASKED, member.update.targets, note)


def _title(notes: str) -> str:
    return notes.strip().splitlines()[0] if notes.strip() else ''
