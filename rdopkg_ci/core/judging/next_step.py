"""What comes next for an update, by where it is and how it was judged: who does what.

Said alike by status, update, gate, retry, and in the review.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rdopkg_ci.core.judging.held_step import HELD, Rule, promoted, red
from rdopkg_ci.core.judging.row import REVIEW, Row
from rdopkg_ci.core.judging.ruling import Ruling, TargetRuling
from rdopkg_ci.core.judging.turn import Hold, Turn, Who
from rdopkg_ci.core.judging.typed import phase2, together, withdraw
from rdopkg_ci.core.phase import PHASE1
from rdopkg_ci.core.runs.verdict import Verdict
from rdopkg_ci.core.target import Target
from rdopkg_ci.core.update.place import FAILED, PUSHED, UPDATES

_DONE = {
    PUSHED: 'nothing, it is in production',
    FAILED: 'nothing; its builds can be submitted as a new update',
}


def next_step(row: Row) -> Turn:
    """The next step; of several the one that all others wait for."""
    if row.hold in HELD:
        return HELD[row.hold](row)
    if row.where in _DONE:
        return Turn(Who.NOBODY, _DONE[row.where])
    if not row.ruling.targets:
        return Turn(Who.RELEASE_ENGINEER, phase2(row)) if row.where == UPDATES else promoted(row)
    return _judged(row)


def fresh(update_id: str, targets: Sequence[Target], wip: bool) -> Turn:
    """The next step for what was submitted just now."""
    ruling = Ruling(tuple(TargetRuling(target, Verdict.MISSING, '') for target in targets))
    row = Row(update_id, '', REVIEW, PHASE1, ruling, targets)
    return next_step(row._replace(hold=Hold.WIP) if wip else row)


def _judged(row: Row) -> Turn:
    if row.ruling.all_disabled:
        return _all_disabled(row)
    if row.ruling.verdict is Verdict.UNKNOWN:
        return Turn(Who.ADMIN, 'a server does not answer')
    if not row.ruling.finished:
        return _unfinished(row)
    if row.verdict.red:
        return red(row)
    return _PASSED.get(row.where, _staged)(row)


def _all_disabled(row: Row) -> Turn:
    enable = f'`rdopkg ci enable {row.ruling.targets[0].target}`'
    return Turn(Who.ADMIN, f'every target is disabled: {enable}, or {withdraw(row)}')


def _unfinished(row: Row) -> Turn:
    goes_on = any(one.verdict in (Verdict.RUNNING, Verdict.QUEUED) for one in row.ruling.targets)
    if row.where in _PASSED:
        return Turn(Who.RUN, 'then the gate') if goes_on else Turn(Who.GATE, f'starts {row.phase}')
    later = f'{together(row)} goes on'
    return Turn(Who.RUN, f'then {later}') if goes_on else Turn(Who.RELEASE_ENGINEER, later)


def _staged(row: Row) -> Turn:
    return Turn(Who.RELEASE_ENGINEER, together(row))


def _moved(row: Row) -> Turn:
    """It is held while runs of what it was tested with go on."""
    if row.verdict is Verdict.WAITING:
        return Turn(Who.RUN, 'then the gate')
    return Turn(Who.GATE, 'moves it to ready')


# Where the gate goes on by itself.
_PASSED: Mapping[str, Rule] = {
    REVIEW: lambda row: Turn(Who.GATE, 'votes and merges'),
    UPDATES: _moved,
}
