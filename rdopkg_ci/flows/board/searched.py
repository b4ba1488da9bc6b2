"""Rows of a red pool with whom a search has found to be at fault, or how far it is: computed from
its runs, as long as the engine lists them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rdopkg_ci.core.causes.cause import Confidence
from rdopkg_ci.core.isolation.search import Ask, Guilty
from rdopkg_ci.core.judging.row import Row
from rdopkg_ci.core.judging.turn import Hold
from rdopkg_ci.core.runs.verdict import Verdict
from rdopkg_ci.core.target import Target
from rdopkg_ci.flows import isolating
from rdopkg_ci.flows.gathering.snapshot import Snapshot
from rdopkg_ci.flows.isolating import Standing, red_targets

_Stands = Mapping[Target, Standing]


def noted(snapshot: Snapshot, rows: Sequence[Row]) -> Sequence[Row]:
    if not any(row.hold is Hold.UNCLEAR for row in rows):
        return rows
    reds = red_targets.found(snapshot, ())
    known, policy, today = snapshot.evidence, snapshot.policy, snapshot.today
    stands = {red.target: isolating.standing(red, known, policy, today) for red in reds}
    begun = {target: one for target, one in stands.items() if one.tested}
    return [_noted(row, begun) if row.hold is Hold.UNCLEAR else row for row in rows]


def _noted(row: Row, stands: _Stands) -> Row:
    """Nobody has to be left out before all red targets have somebody who is at fault."""
    red = [one.target for one in row.ruling.targets if one.verdict.red]
    known = [stands[target] for target in red if target in stands]
    found = [one.step for one in known if isinstance(one.step, Guilty)]
    notes = '\n'.join(filter(None, [row.note, *dict.fromkeys(map(told, known))]))
    row = row._replace(note=notes)
    if not found or len(found) < len(red):
        return row
    row = row._replace(leave_out=tuple(sorted({one for step in found for one in step.left_out})))
    if any(row.update_id in step.updates for step in found):
        return row._replace(hold=Hold.FOUND)
    is_sure = all(step.confidence is Confidence.PROOF for step in found)
    return row._replace(hold=Hold.OTHERS, override=Verdict.WAITING if is_sure else row.override)


def told(one: Standing) -> str:
    """What has come of a search so far; empty where it needed none."""
    step, runs = one.step, f'{one.tested} run{"" if one.tested == 1 else "s"}'
    if isinstance(step, Guilty):
        are = 'is' if len(step.updates) == 1 else 'are'
        names = ' and '.join(step.updates)
        return f'{names} {are} at fault ({step.sure}): {step.why} ({runs})'
    if isinstance(step, Ask):
        return f'the search for who is at fault is not over, after {runs}'
    return f'who is at fault was not found: {step.why} ({runs})' if step else ''
