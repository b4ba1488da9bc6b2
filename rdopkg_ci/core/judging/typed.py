"""What people type to go on with an update, and what goes with it."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from rdopkg_ci.core.judging.held import way_out
from rdopkg_ci.core.judging.row import Row
from rdopkg_ci.core.phase import PHASE2, STAGE


def phase2(row: Row, left_out: Collection[str] = ()) -> str:
    releases = sorted({target.release for target in row.targets})
    less = ['--without', ','.join(sorted(left_out))] if left_out else []
    return f'`{" ".join(["rdopkg update --phase2", *releases, *less])}`'


def resubmit(row: Row) -> str:
    return f'`rdopkg update FILE --id {row.update_id}`'


def withdraw(row: Row) -> str:
    """Of what is under review the change alone: the update may lie in the branch too."""
    return f'`rdopkg ci withdraw {row.number or row.update_id} --reason WHY`'


def back(row: Row) -> str:
    """What is ready cannot be edited before it is in the pool again."""
    return f'{revert(row)}, then ' if row.phase == STAGE else ''


def revert(row: Row) -> str:
    return f'`rdopkg ci revert {row.update_id} --reason WHY`'


def without(row: Row) -> str:
    """How the others go on, where there are any that it was tested together with: what its round
    or stage has left out stays so.
    """
    causes = [one.cause for one in row.ruling.targets if one.cause and one.cause.at_fault]
    named = {one for cause in causes for one in way_out(cause, row.update_id)}
    named = named or set(row.leave_out) or {row.update_id}
    commands = {
        PHASE2: phase2(row, named | set(row.left_out)),
        STAGE: promote('--without', ','.join(sorted(named | set(row.left_out)))),
    }
    has_others = row.phase in commands and not named.issuperset(row.together)
    return f'; for the others {commands[row.phase]}' if has_others else ''


def promote(*words: str) -> str:
    return f'`{" ".join(["rdopkg ci promote", *words])}`'


def less(left_out: Iterable[str], *more: str) -> str:
    """The option that keeps out what is out already, and more."""
    return f'--without {",".join([*left_out, *more])}'


def together(row: Row) -> str:
    """Of what stage tests: less than that is another stage."""
    return promote(*sorted({row.update_id, *row.together}))


def retry(*names: str) -> str:
    return f'`{" ".join(["rdopkg ci retry", *names])}`'
