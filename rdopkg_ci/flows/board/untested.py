"""The rows of what is ready though phase2 has not tested some target of it, disabled as that was:
it cannot be promoted before phase2 has tested all of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import date

from rdopkg_ci.core.judging.judge import judge
from rdopkg_ci.core.judging.row import Row
from rdopkg_ci.core.judging.turn import Hold
from rdopkg_ci.core.phase import PHASE2
from rdopkg_ci.core.policy.policy import Policy
from rdopkg_ci.core.publication.filelist import Sum, parse_sums
from rdopkg_ci.core.publication.untested import untested
from rdopkg_ci.core.runs.verdict import Verdict
from rdopkg_ci.core.update.pool import Pooled
from rdopkg_ci.errors import InvalidInput
from rdopkg_ci.flows.board.members import member_row
from rdopkg_ci.flows.gathering.snapshot import Snapshot


def untested_rows(snapshot: Snapshot, ready: Iterable[Pooled]) -> Mapping[str, Row]:
    """By the ids of the ``ready`` ones that are such. A list that is none, or is missing, is for
    who promotes to see to.
    """
    members = {one.place.sums: one for one in ready}
    found = {}
    for path, text in snapshot.services.repo.read_many(snapshot.tip, [*members]).items():
        with suppress(InvalidInput):
            sums = parse_sums(text, path)
            row = untested_row(members[path], sums, snapshot.policy, snapshot.today)
            found.update({row.update_id: row} if row else {})
    return found


def untested_row(member: Pooled, sums: Iterable[Sum], policy: Policy, today: date) -> Row | None:
    """None where phase2 has tested every target."""
    targets = untested(member.update, sums)
    if not targets:
        return None
    ruling = judge(targets, PHASE2, (), policy, today).at_rest('phase2 has not tested it')
    note = f'phase2 passed without {" and ".join(map(str, targets))}'
    row = member_row(member, member.place.directory, PHASE2, ruling, note)
    return row._replace(override=Verdict.WAITING, hold=Hold.UNTESTED)
