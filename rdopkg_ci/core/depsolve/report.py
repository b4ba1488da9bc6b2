"""The difference between production alone and production with a pool, in words."""

from __future__ import annotations

from collections.abc import Sequence

from rdopkg_ci.core.causes.cause import Blame, Cause, Line
from rdopkg_ci.core.depsolve.difference import Difference

SHOWN = 5

NO_BASE = (
    'note: the policy names no base repos for this target, so what the OS provides counts as'
    ' missing'
)


def report(difference: Difference, has_base: bool = True) -> Sequence[str]:
    """The lines of the step's log; the problems come last."""
    lines = [] if has_base else [NO_BASE]
    lines += [f'checked: {difference.checked} packages that the update brings or can reach']
    lines += [
        f'superseded: {older} by {newer}' for older, newer in sorted(difference.superseded.items())
    ]
    if difference.known:
        lines.append(f'not counted: {difference.known} problems that production alone has too')
    lines.append(f'new problems: {len(difference.new) or "none"}')
    return lines + [str(blamed) for blamed in difference.new]


def cause(difference: Difference, lines: Sequence[str]) -> Cause:
    """The cause of a difference that is red, proved by the last of its ``lines`` in the log."""
    first, more = difference.new[0], len(difference.new) - 1
    numbered = [Line(n, text) for n, text in enumerate(lines, 1)]
    proofs = [
        *numbered[-len(difference.new) :][:SHOWN],
        *(line for line in numbered if line.text == NO_BASE),
    ]
    summary = f'{first}{f", and {more} more" if more else ""}'
    return Cause(
        summary,
        'depsolve',
        Blame.PACKAGE,
        first.problem.signature,
        tuple(proofs),
        at_fault=difference.at_fault,
    )
