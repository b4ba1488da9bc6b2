"""What people type to go on with an update, and what goes with it."""

from __future__ import annotations

from rdopkg_ci.core.judging.held import way_out
from rdopkg_ci.core.judging.row import Row
from rdopkg_ci.core.phase import PHASE2, STAGE


def phase2(row: Row) -> str:
    releases = sorted({target.release for target in row.targets})
    return f'`{" ".join(["rdopkg update --phase2", *releases])}`'


def resubmit(row: Row) -> str:
    return f'`rdopkg update FILE --id {row.update_id}`'


def withdraw(row: Row) -> str:
    """Of what is under review the change alone: the update may lie in the branch too."""
    return f'`rdopkg ci withdraw {row.number or row.update_id} --reason WHY`'


def back(row: Row) -> str:
    """What is ready cannot be edited before it is in the pool again."""
    if row.phase != STAGE:
        return ''
    return f'`rdopkg ci revert {row.update_id} --reason WHY`, then '


def without(row: Row) -> str:
    """How the others go on, where it was tested together with them."""
    commands = {PHASE2: phase2(row), STAGE: '`rdopkg ci promote`'}
    if row.phase not in commands:
        return ''
    causes = [one.cause for one in row.ruling.targets if one.cause and one.cause.at_fault]
    named = {one for cause in causes for one in way_out(cause, row.update_id)}
    left_out = ','.join(sorted(named or row.leave_out)) or row.update_id
    return f'; for the others {commands[row.phase][:-1]} --without {left_out}`'


def promote(*update_ids: str) -> str:
    return f'`{" ".join(["rdopkg ci promote", *update_ids])}`'


def retry(row: Row) -> str:
    return f'`rdopkg ci retry {row.update_id}`'
