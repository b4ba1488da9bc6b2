"""The row of an update whose file lies in the branch."""

from __future__ import annotations

from rdopkg_ci.core.judging.row import Row
from rdopkg_ci.core.judging.ruling import Ruling, unknown
from rdopkg_ci.core.judging.turn import Hold
from rdopkg_ci.core.runs.verdict import Verdict
from rdopkg_ci.core.update import topic
from rdopkg_ci.core.update.place import Place
from rdopkg_ci.core.update.pool import Pooled
from rdopkg_ci.flows.gathering.snapshot import Snapshot

NOT_ASKED = Ruling(())


def member_row(
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
        builds=update.builds,
    )


def broken_row(place: Place, problem: str) -> Row:
    """Of a file that is no update, or not one of this policy."""
    row = Row(place.id, 'not a valid update', place.directory, '', NOT_ASKED, (), problem)
    return row._replace(override=Verdict.FAILED, hold=Hold.INVALID)


def unknown_row(snapshot: Snapshot, member: Pooled, where: str, phase: str) -> Row:
    """While the engine cannot be asked about the phase."""
    ruling = unknown(member.update.targets, str(snapshot.evidence.problems[phase]))
    return member_row(member, where, phase, ruling)
