"""One update's part in a judgement of several that were tested together: a fault is that of who
brings it, and the others are held by it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from rdopkg_ci.core.judging.ruling import Ruling, TargetRuling
from rdopkg_ci.core.runs.verdict import Verdict


def own(ruling: Ruling, update_id: str, tested: Collection[str], what: str) -> Ruling:
    """The judgement of one of the ``tested``: waiting for ``what`` where a red run is the fault of
    others among them.
    """
    return Ruling(tuple(_own(row, update_id, tested, what) for row in ruling.targets))


def at_fault(ruling: Ruling, tested: Collection[str]) -> Sequence[str]:
    """The ids of the ``tested`` that bring what is red for good, sorted."""
    return sorted({update_id for row in ruling.targets for update_id in _guilty(row, tested)})


def told(guilty: Sequence[str]) -> str:
    """``guilty`` as a clause."""
    *others, last = guilty
    return f'{", ".join(others)} and {last} are at fault' if others else f'{last} is at fault'


def _own(row: TargetRuling, update_id: str, tested: Collection[str], what: str) -> TargetRuling:
    guilty = _guilty(row, tested)
    if not guilty or update_id in guilty:
        return row
    return row._replace(verdict=Verdict.WAITING, reason=f'for {what}: {told(guilty)}')


def _guilty(row: TargetRuling, tested: Collection[str]) -> Sequence[str]:
    """Nobody while the run is tried again, nor where one is named that was not tested."""
    named = row.cause.at_fault if row.cause and row.verdict.red and not row.again else ()
    return named if set(named) <= set(tested) else ()
