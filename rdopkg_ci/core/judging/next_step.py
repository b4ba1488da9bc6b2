"""What comes next for an update, by where it is and how it was judged: who does what.

Said alike by status, update, gate, retry, and in the review.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from rdopkg_ci.core.causes.cause import Blame
from rdopkg_ci.core.judging.row import REVIEW, Row
from rdopkg_ci.core.judging.ruling import Ruling, TargetRuling
from rdopkg_ci.core.judging.turn import Hold, Turn, Who
from rdopkg_ci.core.judging.typed import back, phase2, resubmit, withdraw, without
from rdopkg_ci.core.phase import PHASE1
from rdopkg_ci.core.runs.verdict import Verdict
from rdopkg_ci.core.target import Target
from rdopkg_ci.core.update.place import FAILED, PUSHED, UPDATES

_Rule = Callable[[Row], Turn]
_DONE = {
    PUSHED: 'nothing, it is in production',
    FAILED: 'nothing; its builds can be submitted as a new update',
}


def next_step(row: Row) -> Turn:
    """The next step; of several the one that all others wait for."""
    if row.hold in _HELD:
        return _HELD[row.hold](row)
    if row.where in _DONE:
        return Turn(Who.NOBODY, _DONE[row.where])
    if not row.ruling.targets:
        return Turn(Who.RELEASE_ENGINEER, phase2(row)) if row.where == UPDATES else _promote(row)
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
        return _red(row)
    return _PASSED.get(row.where, _promote)(row)


def _all_disabled(row: Row) -> Turn:
    enable = f'`rdopkg ci enable {row.ruling.targets[0].target}`'
    return Turn(Who.ADMIN, f'every target is disabled: {enable}, or {withdraw(row)}')


def _unfinished(row: Row) -> Turn:
    goes_on = any(one.verdict in (Verdict.RUNNING, Verdict.QUEUED) for one in row.ruling.targets)
    if row.where in _PASSED:
        return Turn(Who.RUN, 'then the gate') if goes_on else Turn(Who.GATE, f'starts {row.phase}')
    later = f'`rdopkg ci promote {row.update_id}` goes on'
    return Turn(Who.RUN, f'then {later}') if goes_on else Turn(Who.RELEASE_ENGINEER, later)


def _red(row: Row) -> Turn:
    blames = {one.cause.blame for one in row.ruling.targets if one.cause}
    again = f'`rdopkg ci retry {row.update_id}`'
    better = f'better builds: {back(row)}{resubmit(row)}'
    if Blame.PACKAGE in blames:
        return Turn(Who.AUTHOR, f'{better}{without(row)}')
    if blames & {Blame.INFRASTRUCTURE, Blame.CI}:
        return Turn(Who.ADMIN, f'what is to blame has to be mended; then {again}')
    return Turn(Who.AUTHOR, f'{better}, or the test is wrong: then {again}')


def _promote(row: Row) -> Turn:
    return Turn(Who.RELEASE_ENGINEER, f'`rdopkg ci promote {row.update_id}`')


def _moved(row: Row) -> Turn:
    """It is held while runs of what it was tested with go on."""
    if row.verdict is Verdict.WAITING:
        return Turn(Who.RUN, 'then the gate')
    return Turn(Who.GATE, 'moves it to ready')


def _invalid(row: Row) -> Turn:
    if row.where == REVIEW:
        return Turn(Who.AUTHOR, f'mend the file: {resubmit(row)}')
    return Turn(
        Who.ADMIN, f'correct {row.where}/{row.update_id}.yml or the policy, or {withdraw(row)}'
    )


def _unreadable(row: Row) -> Turn:
    if row.where == UPDATES:
        return Turn(Who.RELEASE_ENGINEER, '`rdopkg update --phase2` asks for another round')
    return Turn(Who.ADMIN, 'look at the record of the review')


def _vanished(row: Row) -> Turn:
    back = 'have the builds back at their source, then `rdopkg ci check`'
    return Turn(Who.AUTHOR, f'{back}; or {withdraw(row)}')


def _others(row: Row) -> Turn:
    if row.where != UPDATES:
        return _promote(row)
    one = row.at_fault[0] if row.at_fault else 'ID'
    return Turn(Who.RELEASE_ENGINEER, f'{phase2(row)[:-1]} --without {one}`')


def _changed(row: Row) -> Turn:
    if row.where != UPDATES:
        return _promote(row)
    return Turn(Who.RELEASE_ENGINEER, phase2(row))


def _unclear(row: Row) -> Turn:
    """The machine's faults are nobody's of the pool."""
    blames = {one.cause.blame for one in row.ruling.targets if one.cause}
    if blames <= {Blame.INFRASTRUCTURE, Blame.CI}:
        return _red(row)
    look = f'{phase2(row)[:-1]} --isolate` looks for who of the pool is at fault'
    again = f'`rdopkg ci retry {row.update_id}`'
    return Turn(Who.RELEASE_ENGINEER, f'{look}; where the test is wrong, {again}')


_HELD: Mapping[Hold, _Rule] = {
    Hold.INVALID: _invalid,
    Hold.GONE: lambda row: Turn(Who.AUTHOR, withdraw(row)),
    Hold.UNREADABLE: _unreadable,
    Hold.WIP: lambda row: Turn(Who.AUTHOR, f'{resubmit(row)} without --wip, when it is ready'),
    Hold.REFUSED: lambda row: Turn(Who.AUTHOR, f'see to what the server says, or {resubmit(row)}'),
    Hold.REQUIREMENT: lambda row: Turn(
        Who.REVIEWER, 'give what is missing in the review; the gate merges it then'
    ),
    Hold.RIGHTS: lambda row: Turn(Who.ADMIN, 'let the gate submit; it merges it then'),
    Hold.BLOCKED: lambda row: Turn(Who.ADMIN, 'move out of the way what lies there'),
    Hold.LEFT_OUT: lambda row: Turn(Who.AUTHOR, f'{resubmit(row)}, or {phase2(row)} with it'),
    Hold.OTHERS: _others,
    Hold.UNCLEAR: _unclear,
    Hold.VANISHED: _vanished,
    Hold.CHANGED: _changed,
    Hold.WITHDRAWN: lambda row: Turn(Who.NOBODY, 'nothing; better builds are a new update'),
}
# Where the gate goes on by itself.
_PASSED: Mapping[str, _Rule] = {
    REVIEW: lambda row: Turn(Who.GATE, 'votes and merges'),
    UPDATES: _moved,
}
