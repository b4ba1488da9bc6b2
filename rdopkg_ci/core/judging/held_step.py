"""What comes next for an update that something keeps where it is, or that is red."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Callable

from rdopkg_ci.core.causes.cause import Blame
from rdopkg_ci.core.judging.awaits_step import awaits
from rdopkg_ci.core.judging.row import REVIEW, Row
from rdopkg_ci.core.judging.turn import Hold, Turn, Who
from rdopkg_ci.core.judging.typed import (
    back,
    phase2,
    promote,
    resubmit,
    retry,
    revert,
    withdraw,
    without,
)
from rdopkg_ci.core.phase import PHASE2
from rdopkg_ci.core.runs.verdict import Verdict
from rdopkg_ci.core.update.place import UPDATES

Rule = Callable[[Row], Turn]


def red(row: Row) -> Turn:
    blames = {one.cause.blame for one in row.ruling.targets if one.cause}
    again = retry(row.update_id)
    better = f'better builds: {back(row)}{resubmit(row)}'
    if Blame.PACKAGE in blames:
        return Turn(Who.AUTHOR, f'{better}{without(row)}')
    if blames & {Blame.INFRASTRUCTURE, Blame.CI}:
        return mended(row.update_id)
    return Turn(Who.AUTHOR, f'{better}, or the test is wrong: then {again}')


def mended(*names: str) -> Turn:
    """After which no update has to be another one."""
    return Turn(Who.ADMIN, f'what is to blame has to be mended; then {retry(*names)}')


def promoted(row: Row) -> Turn:
    return Turn(Who.RELEASE_ENGINEER, promote(row.update_id))


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
        return promoted(row)
    left_out = {*(row.leave_out or ['ID']), *row.left_out}
    return Turn(Who.RELEASE_ENGINEER, phase2(row, left_out))


def _changed(row: Row) -> Turn:
    if row.where != UPDATES:
        return promoted(row)
    return Turn(Who.RELEASE_ENGINEER, phase2(row, row.left_out))


def _overtaken(row: Row) -> Turn:
    better = f'better builds: {back(row)}{resubmit(row)}'
    return Turn(Who.AUTHOR, f'{better}; {promote(row.update_id)} tests it on stage as it is')


def _untested(row: Row) -> Turn:
    """The whole update is tested again; the ruling is about what was not."""
    names = ' and '.join(str(one.target) for one in row.ruling.targets)
    disabled = [one.target for one in row.ruling.targets if one.verdict is Verdict.DISABLED]
    enable = ''.join(f'`rdopkg ci enable {target}`, ' for target in disabled)
    who = Who.ADMIN if disabled else Who.RELEASE_ENGINEER
    return Turn(who, f'phase2 has not tested {names}: {enable}{revert(row)}, then {phase2(row)}')


def _unclear(row: Row) -> Turn:
    """The machine's faults are nobody's of the pool; of all of that the same is said."""
    blames = {one.cause.blame for one in row.ruling.targets if one.cause}
    if blames <= {Blame.INFRASTRUCTURE, Blame.CI}:
        return red(row)
    look = f'{phase2(row)[:-1]} --isolate` looks for who of the pool is at fault'
    again = retry(PHASE2)
    return Turn(Who.RELEASE_ENGINEER, f'{look}; where the test is wrong, {again}')


HELD: Mapping[Hold, Rule] = {
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
    Hold.BROKE: lambda row: Turn(
        Who.AUTHOR,
        f'better builds: {resubmit(row)}; as it is it is red again, in stage at the latest',
    ),
    Hold.OTHERS: _others,
    Hold.UNCLEAR: _unclear,
    Hold.AWAITS: awaits,
    Hold.FOUND: lambda row: Turn(Who.AUTHOR, f'better builds: {resubmit(row)}{without(row)}'),
    Hold.VANISHED: _vanished,
    Hold.CHANGED: _changed,
    Hold.OVERTAKEN: _overtaken,
    Hold.UNTESTED: _untested,
    Hold.WITHDRAWN: lambda row: Turn(Who.NOBODY, 'nothing; better builds are a new update'),
}
