"""The rows of what the last round of phase2 left out, with what it was left out for: the round
before tells that, as long as the engine lists its runs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from typing import NamedTuple

from rdopkg_ci.core.causes.cause import Cause, Confidence
from rdopkg_ci.core.isolation.search import Guilty
from rdopkg_ci.core.judging.row import Row
from rdopkg_ci.core.judging.turn import Hold
from rdopkg_ci.core.phase import PHASE2
from rdopkg_ci.core.runs.rounds import Round, before
from rdopkg_ci.core.target import Target
from rdopkg_ci.core.update.place import FAILED, UPDATES, Place
from rdopkg_ci.core.update.pool import Pooled
from rdopkg_ci.errors import CiError
from rdopkg_ci.flows import isolating
from rdopkg_ci.flows.board import searched
from rdopkg_ci.flows.board.members import member_row
from rdopkg_ci.flows.gathering.snapshot import Snapshot
from rdopkg_ci.flows.isolating import Standing, red_targets
from rdopkg_ci.flows.phases import phase2
from rdopkg_ci.flows.phases.round_status import RoundStatus


class _Red(NamedTuple):
    """What a round with it was red for on a target."""

    status: RoundStatus
    target: Target
    cause: Cause


def earlier(snapshot: Snapshot, round_: Round) -> Sequence[RoundStatus]:
    """The rounds that tested what this one left out, as far as they can be looked at."""
    found = []
    for one in before([run.request for run in snapshot.evidence.runs[PHASE2]], round_):
        with suppress(CiError):
            found.append(phase2.judged(snapshot, one))
    return found


def left_out(
    snapshot: Snapshot,
    round_: Round,
    tested: Iterable[RoundStatus],
    member: Pooled,
    blob: str,
) -> Row:
    """The row of an update that a round has left out as it is; ``tested`` are those `earlier`."""
    found = list(_reds(tested, member, blob))
    own = [one for one in found if member.id in one.cause.at_fault]
    # Whatever was asked for since, and lost by the engine, nobody knows of.
    note = f'left out of phase2 of {round_.commit[:12]}, the last that is known'
    row = member_row(member, UPDATES, note=note)._replace(hold=Hold.LEFT_OUT)
    for red in own or found:
        name, summary = red.status.round.commit[:12], red.cause.summary
        why = f'it broke that of {name}' if own else f'that of {name}, with it, was red'
        is_so_still = bool(own) and _are_the_same(snapshot, red, member)
        hold = Hold.BROKE if is_so_still else Hold.LEFT_OUT
        row = row._replace(note=f'{note}; {why}: {summary}', hold=hold)
        return row if own else _searched(snapshot, row, found)
    return row


def _searched(snapshot: Snapshot, row: Row, reds: Sequence[_Red]) -> Row:
    """With whom a search over these red rounds has found to be at fault."""
    found = [one for red in reds for one in _standings(snapshot, red)]
    guilty = [(one, one.step) for one in found if isinstance(one.step, Guilty)]
    notes = dict.fromkeys(searched.told(one) for one, _ in guilty)
    sure = [step for _, step in guilty if step.confidence is Confidence.PROOF]
    is_it = any(row.update_id in step.updates for step in sure)
    return row._replace(note='\n'.join([row.note, *notes]), hold=Hold.BROKE if is_it else row.hold)


def _standings(snapshot: Snapshot, red: _Red) -> Iterator[Standing]:
    known, policy, today = snapshot.evidence, snapshot.policy, snapshot.today
    blobs = snapshot.services.repo.files(snapshot.tip)
    for one in red_targets.of(red.status, blobs):
        if one.target == red.target:
            yield isolating.standing(one, known, policy, today)


def _reds(tested: Iterable[RoundStatus], member: Pooled, blob: str) -> Iterator[_Red]:
    """Of the rounds that tested the update as it is, target by target."""
    for status in tested:
        if status.is_of(member.id, blob):
            rulings = status.ruling.only(member.update.targets).targets
            yield from (
                _Red(status, row.target, row.cause)
                for row in rulings
                if row.verdict.red and row.cause
            )


def _are_the_same(snapshot: Snapshot, red: _Red, member: Pooled) -> bool:
    """Whether all that it broke lies on its way, or is in production, as it was tested."""
    there = {
        place.id: blob
        for path, blob in snapshot.services.repo.files(snapshot.tip).items()
        if (place := Place.parse(path)) and place.directory != FAILED
    }
    others = set(red.cause.at_fault) - {member.id}
    return all(there.get(one, '') == red.status.found.blobs.get(one) for one in others)
