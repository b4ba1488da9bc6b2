"""What a pool brings to production that is wrong, in words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rdopkg_ci.core.causes.cause import Blame, Cause, Line
from rdopkg_ci.core.depsolve.conflicts import FileConflicts
from rdopkg_ci.core.depsolve.cures import cures
from rdopkg_ci.core.depsolve.difference import Difference
from rdopkg_ci.core.depsolve.problem import (
    FILE_CONFLICT,
    OLDER,
    RIVAL,
    Attributed,
    DependencyProblem,
    Older,
    Rival,
    at_fault,
)

SHOWN = 5
_OS = re.compile(
    r'/(?:usr/)?(?:s?bin|lib(?:64|exec)?)/|/etc/|lib[\w.+-]+\.so|rtld\(|(?:python|perl)\('
)

NO_BASE = (
    'note: the policy names no base repos for this target, so what the OS provides counts as'
    ' missing'
)


def report(
    difference: Difference, has_base: bool = True, modular: Sequence[str] = ()
) -> Sequence[str]:
    """The lines of the step's log; the problems come last. ``modular`` are the names of repos whose
    modules were not looked at.
    """
    lines = [] if has_base else [NO_BASE]
    lines += [f'note: {name} has modules: all their streams count as enabled' for name in modular]
    lines += [f'checked: {difference.checked} packages that the update brings or can reach']
    lines += [
        f'superseded: {older} by {newer}' for older, newer in sorted(difference.superseded.items())
    ]
    if difference.known:
        lines.append(f'not counted: {difference.known} problems that production alone has too')
    lines += map(str, difference.older)
    lines.append(f'new problems: {len(difference.new) or "none"}')
    return lines + [str(blamed) for blamed in difference.new]


def cause(
    difference: Difference,
    lines: Sequence[str],
    baseless: str = '',
    also: Sequence[Attributed] = (),
) -> Cause:
    """The cause of a difference that is red, proved by its ``lines`` in the log; ``also`` is what
    else was found.

    ``baseless`` is the target where the policy names no base repos for it: that what every OS
    provides is missing is no package's fault then, and comes after what else is missing.
    """
    new = sorted(difference.new, key=lambda one: bool(baseless) and _is_of_the_os(one.problem))
    found = _cause([*new, *also], new[0].problem.signature, lines)
    if any(_is_missing(one.problem) for one in new):
        note = (Line(n, text) for n, text in enumerate(lines, 1) if text == NO_BASE)
        found = found._replace(lines=(*found.lines, *note))
    if not baseless or not all(_is_of_the_os(one.problem) for one in new):
        return found
    summary = f'the policy names no base repos for {baseless}: {found.summary}'
    return found._replace(
        summary=summary,
        category='ci',
        blame=Blame.CI,
        signature='base-missing',
        at_fault=(),
        leave_out=(),
    )


def older_cause(older: Sequence[Older], lines: Sequence[str]) -> Cause:
    """The cause where production has something newer."""
    first, more = older[0], len(older) - 1
    proofs = tuple(Line(n, text) for n, text in enumerate(lines, 1) if text == str(first))
    summary = f'{first}{f", and {more} more" if more else ""}'
    return Cause(summary, 'depsolve', Blame.PACKAGE, OLDER, proofs, at_fault=at_fault(older))


def rivals_cause(
    found: Sequence[Rival], lines: Sequence[str], also: Sequence[Attributed] = ()
) -> Cause:
    """The cause of names that stand for other content too, and of what else was found, proved as
    `cause` does.
    """
    return _cause([*found, *also], RIVAL, lines)._replace(category='publish')


def _is_of_the_os(problem: DependencyProblem) -> bool:
    """Whether what nothing provides is a file or an interpreter, library or symbol, and no
    package.
    """
    return _is_missing(problem) and bool(_OS.match(problem.requirement))


def _is_missing(problem: DependencyProblem) -> bool:
    """Whether nothing at all provides what it needs."""
    return not (problem.conflict or problem.newest)


def files_report(conflicts: FileConflicts) -> Sequence[str]:
    """The lines of the step's log; the conflicts come last."""
    lines = [
        f'checked: the files of {conflicts.checked} packages that the update brings;'
        f' {conflicts.shared} pairs of packages have a path in common'
    ]
    if conflicts.known:
        lines.append(f'not counted: {conflicts.known} pairs that clash in production alone too')
    lines.append(f'file conflicts: {len(conflicts.new) or "none"}')
    return lines + [str(conflict) for conflict in conflicts.new]


def files_cause(conflicts: FileConflicts, lines: Sequence[str]) -> Cause:
    """The cause of conflicts, proved as `cause` does."""
    return _cause(conflicts.new, FILE_CONFLICT, lines)


def _cause(new: Sequence[Attributed], signature: str, lines: Sequence[str]) -> Cause:
    first, more = new[0], len(new) - 1
    shown = set(map(str, new[:SHOWN]))
    proofs = [Line(n, text) for n, text in enumerate(lines, 1) if text in shown]
    summary = f'{first}{f", and {more} more" if more else ""}'
    return Cause(
        summary,
        'depsolve',
        Blame.PACKAGE,
        signature,
        tuple(proofs),
        at_fault=at_fault(new),
        leave_out=cures(new),
    )
