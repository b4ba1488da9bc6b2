"""Rows with who brought them, since when they are where they are, and who is next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rdopkg_ci.core.judging.next_step import next_step
from rdopkg_ci.core.judging.row import REVIEW, Row, address_of
from rdopkg_ci.core.update.place import UPDATES, Place
from rdopkg_ci.flows import whose
from rdopkg_ci.flows.board import told_moves
from rdopkg_ci.flows.gathering.snapshot import Snapshot


def signed(snapshot: Snapshot, rows: Sequence[Row]) -> Sequence[Row]:
    return [row._replace(next=next_step(row)) for row in _dated(snapshot, rows)]


def _dated(snapshot: Snapshot, rows: Iterable[Row]) -> Iterator[Row]:
    """Of a file the branch's history knows, of a change its commit."""
    repo = snapshot.services.repo
    there = [row for row in rows if row.where != REVIEW]
    known = repo.history.arrivals(snapshot.tip, {row.update_id for row in there if row.targets})
    revisions = {one.change.number: one.change.revision for one in snapshot.proposed}
    made = repo.history.dates(repo.here(revision for revision in revisions.values() if revision))
    me = whose.addresses(snapshot.services)
    ours = {one.change.number for one in snapshot.proposed if one.change.is_ours}
    for row in rows:
        history = known.get(row.update_id) if row.where != REVIEW else None
        author = history.author if history else row.author
        since = history.since if history else made.get(revisions.get(row.number, ''))
        is_mine = row.number in ours or address_of(author) in me
        note = _note(snapshot, row) if history and history.begun != since else row.note
        yield row._replace(author=author, since=since, is_mine=is_mine, note=note)


def _note(snapshot: Snapshot, row: Row) -> str:
    """With why it was taken back, as long as nothing came of it in the pool."""
    if row.where != UPDATES or row.phase:
        return row.note
    place = Place(UPDATES, row.update_id)
    last = snapshot.services.repo.history.said(snapshot.tip, str(place))
    return '; '.join(filter(None, [row.note, told_moves.told(last, place, 'taken back')]))
