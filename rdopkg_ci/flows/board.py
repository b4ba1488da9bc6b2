"""Everything that status shows: the open changes, the pool and what is ready, judged as the gate
judges.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set

from rdopkg_ci.core.judging.judge import Ruling, unknown
from rdopkg_ci.core.judging.row import Row
from rdopkg_ci.core.phase import PHASE1, PHASE2, PHASES, STAGE
from rdopkg_ci.core.policy.policy import Policy
from rdopkg_ci.core.runs.verdict import Verdict
from rdopkg_ci.core.target import Target
from rdopkg_ci.core.text.terminal import quoted
from rdopkg_ci.core.update import move, targets, topic
from rdopkg_ci.core.update.place import DIRECTORIES, FAILED, UPDATES, Place
from rdopkg_ci.core.update.pool import Pooled
from rdopkg_ci.errors import UsageError
from rdopkg_ci.flows import phase1, phase2, spoken, stage
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
    words = _words(snapshot.policy)
    strange = [
        name for name in names if name not in words and not any(row.matches(name) for row in every)
    ]
    if strange:
        problem = f'nothing is known of {", ".join(map(quoted, strange))}'
        raise UsageError(problem, '`rdopkg ci status` shows what there is.')
    return [row for row in every if not names or any(row.matches(name) for name in names)]


def _words(policy: Policy) -> Set[str]:
    """What may be named though nothing is there of it now."""
    releases = {target.release for target in policy.targets}
    return {'all', 'review', *DIRECTORIES, *PHASES, *map(str, policy.targets), *releases}


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
    for item in phase1.survey(snapshot):
        change, update = item.change, item.update
        yield Row(
            item.update_id,
            update.title if update else change.subject,
            'review',
            PHASE1,
            item.ruling,
            update.targets if update else (),
            _note(item),
            change.number,
            change.topic,
            change.url,
            _override(item),
            item.requests,
        )


def _override(item: phase1.Reviewed) -> Verdict | None:
    if item.update is None and not item.comments:
        return Verdict.UNKNOWN
    return Verdict.FAILED if item.update is None or spoken.refusal(item.change) else None


def _note(item: phase1.Reviewed) -> str:
    note = item.problem or spoken.refusal(item.change)
    if not note and item.ruling.all_disabled:
        enable = 'take a target back with `rdopkg ci enable`'
        return f'every target is disabled; {enable}, or the update with `rdopkg ci withdraw`'
    return note or ('work in progress' if item.change.wip else '')


def _pooled(snapshot: Snapshot) -> Iterable[Row]:
    found = pool_at(snapshot.services, snapshot.tip, snapshot.policy)
    rounds, there = phase2.survey(snapshot), snapshot.services.repo.files(snapshot.tip)
    for member in found.pool.members:
        row = _member(snapshot, rounds.judged, member, found.blobs[member.id])
        # However green it is, nothing moves over what is there.
        yield row._replace(note=move.blocked(phase2.destination(member), there) or row.note)
    yield from _broken_rounds(rounds)
    for update_id, problem in sorted(found.broken.items()):
        title = 'not a valid update'
        yield Row(update_id, title, UPDATES, '', NOT_ASKED, (), problem, override=Verdict.FAILED)


def _member(
    snapshot: Snapshot, tested: Sequence[phase2.RoundStatus], member: Pooled, blob: str
) -> Row:
    """An update in the pool, by the round that tested it as it is now."""
    item = next((one for one in tested if one.is_of(member.id, blob)), None)
    if item:
        ruling = item.ruling.only(member.update.targets)
        row = _row(member, UPDATES, PHASE2, ruling, _held_back(item, member))
        return row._replace(requests=item.requests)
    if PHASE2 in snapshot.evidence.problems:
        return _unknown(snapshot, member, UPDATES, PHASE2)
    if any(one.left_out(member.id, blob) for one in tested):
        return _row(member, UPDATES, note='left out of the last phase2')
    return _row(member, UPDATES, note='phase1 passed; `rdopkg update --phase2` is next')


def _broken_rounds(rounds: phase2.Rounds) -> Iterable[Row]:
    for one, problem in rounds.broken.items():
        title = f'a round of phase2 on {", ".join(one.releases)}'
        name = one.commit[:12]
        yield Row(name, title, UPDATES, PHASE2, NOT_ASKED, (), problem, override=Verdict.UNKNOWN)


def _held_back(item: phase2.RoundStatus, member: Pooled) -> str:
    """Why an update that is green itself has not moved: it shares a target with others, which were
    tested with it.
    """
    part = next(part for part in item.pool.parts() if member in part.members)
    judged = item.ruling.only(part.targets)
    if not judged.finished or judged.green or not item.ruling.only(member.update.targets).green:
        return ''
    others = ', '.join(update_id for update_id in part.ids if update_id != member.id)
    without = '`rdopkg update --phase2 --without ID` leaves the red one out'
    return f'held back by what it was tested with ({others}); {without}'


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
            yield _row(member, place.directory, note=_why_failed(snapshot, member, place))


def _why_failed(snapshot: Snapshot, member: Pooled, place: Place) -> str:
    """Why it failed, or was withdrawn, was said as it was moved."""
    if place.directory != FAILED:
        return ''
    return snapshot.services.repo.said(snapshot.tip, member.path).partition('\n')[0]


def _ready(snapshot: Snapshot, member: Pooled, where: str) -> Row:
    staged = stage.survey(snapshot, member)
    if staged:
        note = 'stage passed; `rdopkg ci promote` goes on' if staged.ruling.green else ''
        row = _row(member, where, STAGE, staged.ruling, note)
        return row._replace(requests=staged.requests)
    if STAGE in snapshot.evidence.problems:
        return _unknown(snapshot, member, where, STAGE)
    return _row(member, where, note='phase2 passed; `rdopkg ci promote` is next')


def _unknown(snapshot: Snapshot, member: Pooled, where: str, phase: str) -> Row:
    ruling = unknown(member.update.targets, snapshot.evidence.problems[phase])
    return _row(member, where, phase, ruling)


def _row(
    member: Pooled, where: str, phase: str = '', ruling: Ruling = NOT_ASKED, note: str = ''
) -> Row:
    update = member.update
    return Row(
        member.id,
        update.title,
        where,
        phase,
        ruling,
        update.targets,
        note,
        topic=topic.topic(update.targets),
    )
