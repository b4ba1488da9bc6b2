"""One update's part in a judgement of several that were tested together: a fault is that of who
brings it, and the others are held by it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

from rdopkg_ci.core.causes.cause import Cause
from rdopkg_ci.core.depsolve.package import is_about
from rdopkg_ci.core.judging.ruling import Ruling, TargetRuling
from rdopkg_ci.core.runs.verdict import Verdict


class Fault(NamedTuple):
    """``guilty`` are the ids of those that bring what is red, sorted; ``leave_out`` are enough of
    them for the others to go on.
    """

    guilty: Sequence[str] = ()
    leave_out: Sequence[str] = ()

    def __str__(self) -> str:
        """As a clause; who need not all be left out is none the worse than the others."""
        if len(self.leave_out) < len(self.guilty):
            return f"{' + '.join(self.guilty)} don't go together"
        *others, last = self.guilty
        return f'{", ".join(others)} and {last} are at fault' if others else f'{last} is at fault'


def own(ruling: Ruling, update_id: str, tested: Collection[str], what: str) -> Ruling:
    """The judgement of one of the ``tested``: waiting for ``what`` where a red run is the fault of
    others among them.
    """
    return Ruling(tuple(_own(row, update_id, tested, what) for row in ruling.targets))


def fault(ruling: Ruling, tested: Collection[str]) -> Fault:
    """Of those of the ``tested`` that bring what is red for good."""
    every = [_fault(row, tested) for row in ruling.targets]
    guilty = {one for each in every for one in each.guilty}
    return Fault(sorted(guilty), sorted({one for each in every for one in each.leave_out}))


def _own(row: TargetRuling, update_id: str, tested: Collection[str], what: str) -> TargetRuling:
    found = _fault(row, tested)
    if not found.guilty or update_id in found.guilty:
        return _noted(row, update_id)
    return row._replace(verdict=Verdict.WAITING, reason=f'for {what}: {found}')


def _noted(row: TargetRuling, update_id: str) -> TargetRuling:
    """Without what a green run noted of others."""
    if row.report is None or row.verdict is not Verdict.PASSED:
        return row
    notes = tuple(one for one in row.report.notes if is_about(one, update_id))
    report = row.report._replace(notes=notes)
    return row._replace(report=report, reason=report.note or report.verdict.word)


def _fault(row: TargetRuling, tested: Collection[str]) -> Fault:
    """Nobody's while the run is tried again, nor where one is named that was not tested."""
    cause = row.cause if row.verdict.red and not row.again else None
    if cause is None or not set(cause.at_fault) <= set(tested):
        return Fault()
    return Fault(cause.at_fault, way_out(cause))


def way_out(cause: Cause, update_id: str = '') -> Sequence[str]:
    """Whom to leave out, an update among them where that is one way."""
    ways = [way for way in cause.leave_out if set(way) <= set(cause.at_fault)]
    return next((way for way in ways if update_id in way), next(iter(ways), cause.at_fault))
