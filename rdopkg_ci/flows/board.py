"""Everything that status shows: the open changes, the pool and what is ready, judged as the gate
judges.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from functools import partial

from rdopkg_ci.core.judging.judge import Ruling
from rdopkg_ci.core.judging.row import Row
from rdopkg_ci.core.policy import phase_file
from rdopkg_ci.core.target import Target
from rdopkg_ci.core.text.terminal import quoted
from rdopkg_ci.core.update import targets, topic
from rdopkg_ci.core.update.place import DIRECTORIES, FAILED, UPDATES, Place
from rdopkg_ci.core.update.pool import Pooled
from rdopkg_ci.errors import UsageError
from rdopkg_ci.flows import phase1, phase2, stage
from rdopkg_ci.flows.snapshot import Snapshot
from rdopkg_ci.flows.updates import pool_at, updates_at

NOT_ASKED = Ruling(())


def rows(snapshot: Snapshot, what: Sequence[str] = ()) -> Sequence[Row]:
    """The rows that ``what`` names, by default all updates on their way: those pushed or failed
    show only when named.

    Raises UsageError for a name of nothing.
    """
    names = meant(snapshot, what)
    every = [*_reviewed(snapshot), *_pooled(snapshot), *_settled(snapshot, set(names))]
    known = snapshot.policy.targets
    words = {
        'all',
        'review',
        *DIRECTORIES,
        *phase_file.NAMES,
        *map(str, known),
        *(target.release for target in known),
    }
    unknown = [
        name for name in names if name not in words and not any(row.matches(name) for row in every)
    ]
    if unknown:
        raise UsageError(
            f'nothing is known of {", ".join(map(quoted, unknown))}',
            '`rdopkg ci status` shows what there is.',
        )
    return [row for row in every if not names or any(row.matches(name) for name in names)]


def meant(snapshot: Snapshot, what: Sequence[str]) -> Sequence[str]:
    """The names as the board has them: ``ready/`` is ready, and a target may be spelled as in an
    update file.
    """
    return [_meant(snapshot, name.rstrip('/')) for name in what]


def _meant(snapshot: Snapshot, name: str) -> str:
    try:
        return str(targets.spell(Target.parse(name), snapshot.policy))
    except ValueError:
        return name


def _reviewed(snapshot: Snapshot) -> Iterable[Row]:
    for item in phase1.look(snapshot):
        change, update = item.change, item.update
        refusal = phase1.refusal(item)
        note = (
            item.problem
            or refusal
            or _waits_for_a_person(item.ruling)
            or ('work in progress' if change.wip else '')
        )
        yield Row(
            item.update_id,
            _title(update.notes if update else change.subject),
            'review',
            'phase1',
            item.ruling,
            update.targets if update else (),
            note,
            change.number,
            change.topic,
            change.url,
            blocked=update is None or bool(refusal),
            request=item.request,
        )


def _waits_for_a_person(ruling: Ruling) -> str:
    what_next = (
        'take a target back with `rdopkg ci enable`, or the update with `rdopkg ci withdraw`'
    )
    return f'every target is disabled; {what_next}' if ruling.all_disabled else ''


def _pooled(snapshot: Snapshot) -> Iterable[Row]:
    found = pool_at(snapshot.services, snapshot.tip, snapshot.policy)
    tested = phase2.look(snapshot)
    for member in found.pool.members:
        blob = found.blobs[member.id]
        item = next((one for one in tested if one.is_of(member.id, blob)), None)
        if item is None:
            left_out = any(one.left_out(member.id, blob) for one in tested)
            note = (
                'left out of the last phase2'
                if left_out
                else 'phase1 passed; `rdopkg update --phase2` is next'
            )
            yield _row(member, UPDATES, note=note)
        else:
            request = partial(item.round.request, policy=snapshot.tip)
            ruling = item.ruling.only(member.update.targets)
            yield _row(member, UPDATES, 'phase2', ruling, _held_back(item, member))._replace(
                request=request
            )
    for update_id, problem in sorted(found.broken.items()):
        yield Row(
            update_id, 'not a valid update', UPDATES, '', NOT_ASKED, (), problem, blocked=True
        )


def _held_back(item: phase2.Tested, member: Pooled) -> str:
    """Why an update that is green itself has not moved: it shares a target with others, which were
    tested with it.
    """
    part = next(part for part in item.pool.parts() if member in part.members)
    judged = item.ruling.only(part.targets)
    if not judged.finished or judged.green or not item.ruling.only(member.update.targets).green:
        return ''
    others = ', '.join(update_id for update_id in part.ids if update_id != member.id)
    return (
        f'held back by what it was tested with ({others}); `rdopkg update --phase2 --without ID`'
        ' leaves the red one out'
    )


def _settled(snapshot: Snapshot, what: Set[str]) -> Iterable[Row]:
    """What has passed phase2, and what was pushed or failed if somebody asks for it."""

    def wanted(place: Place) -> bool:
        return place.is_ready or not what.isdisjoint({place.id, place.directory, 'all'})

    found = updates_at(snapshot.services, snapshot.tip, snapshot.policy, wanted)
    for member in found.pool.members:
        place = Place.parse(member.path)
        if place is None or place.directory == UPDATES:
            continue
        if place.is_ready:
            yield _ready(snapshot, member, place.directory)
        else:
            # Why it failed, or was withdrawn, was said as it was moved.
            note = (
                snapshot.services.repo.said(snapshot.tip, member.path).partition('\n')[0]
                if place.directory == FAILED
                else ''
            )
            yield _row(member, place.directory, note=note)


def _ready(snapshot: Snapshot, member: Pooled, where: str) -> Row:
    requests = dict(stage.requests(snapshot, member))
    ruling = stage.ruling_of(snapshot, member, requests)
    if ruling is None:
        return _row(member, where, note='phase2 passed; `rdopkg ci promote` is next')
    note = 'stage passed; `rdopkg ci promote` goes on' if ruling.green else ''
    row = _row(member, where, 'stage', ruling, note)
    return row._replace(request=lambda target, attempt: requests[target](target, attempt))


def _row(
    member: Pooled, where: str, phase: str = '', ruling: Ruling = NOT_ASKED, note: str = ''
) -> Row:
    update = member.update
    return Row(
        member.id,
        _title(update.notes),
        where,
        phase,
        ruling,
        update.targets,
        note,
        topic=topic.topic(update.targets),
    )


def _title(notes: str) -> str:
    return notes.strip().splitlines()[0] if notes.strip() else ''
