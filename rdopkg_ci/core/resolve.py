"""What a dependency check found, which of it is new, and who is to blame: the solver itself is behind a door."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from rdopkg_ci.core.cause import Blame, Cause, Line

SHOWN = 5
UNRESOLVED, CONFLICT = 'depsolve-unresolved', 'depsolve-conflict'


class Problem(NamedTuple):
    """Why a package cannot be installed. ``name`` is that of the package with the ``requirement`` that is not met, ``package`` its
    name-version-release; ``conflict`` is what it conflicts with or is obsoleted by, empty when nothing provides the requirement.
    """

    name: str
    package: str
    requirement: str
    conflict: str = ''

    @property
    def key(self) -> tuple[str, str, bool]:
        """What makes it the same problem in another version of the package."""
        return self.name, self.requirement, bool(self.conflict)

    @property
    def signature(self) -> str:
        return CONFLICT if self.conflict else UNRESOLVED

    def __str__(self) -> str:
        if self.conflict:
            return f'{self.package} conflicts with {self.conflict} ({self.requirement})'
        return f'{self.package} needs {self.requirement}, nothing provides it'


class Blamed(NamedTuple):
    """A problem, the package that cannot be installed for it, and the ids of the updates without any one of which it would be gone."""

    problem: Problem
    victim: str
    updates: Sequence[str]

    def __str__(self) -> str:
        through = '' if self.victim == self.problem.package else f', so {self.victim} cannot be installed'
        return f'{self.problem}{through}{_who(self.updates)}'


class Outcome(NamedTuple):
    """``new`` problems are those that production alone has not; ``known`` counts the others. ``superseded`` maps builds that another
    version of theirs hides to that version.
    """

    new: Sequence[Blamed]
    known: int
    checked: int
    superseded: Mapping[str, str]


NO_BASE = 'note: the policy names no base repos for this target, so what the OS provides counts as missing'


def report(outcome: Outcome, has_base: bool = True) -> Sequence[str]:
    """The lines of the step's log; the problems come last."""
    lines = [] if has_base else [NO_BASE]
    lines += [f'checked: {outcome.checked} packages that the update brings or can reach']
    lines += [f'superseded: {older} by {newer}' for older, newer in sorted(outcome.superseded.items())]
    if outcome.known:
        lines.append(f'not counted: {outcome.known} problems that production alone has too')
    lines.append(f'new problems: {len(outcome.new) or "none"}')
    return lines + [str(blamed) for blamed in outcome.new]


def cause(outcome: Outcome, lines: Sequence[str]) -> Cause:
    """The cause of a red outcome, proved by the last of its ``lines`` in the log."""
    first, more = outcome.new[0], len(outcome.new) - 1
    numbered = [Line(n, text) for n, text in enumerate(lines, 1)]
    proofs = [*numbered[-len(outcome.new):][:SHOWN], *(line for line in numbered if line.text == NO_BASE)]
    summary = f'{first}{f", and {more} more" if more else ""}'
    return Cause(summary, 'depsolve', Blame.PACKAGE, first.problem.signature, tuple(proofs))


def _who(updates: Sequence[str]) -> str:
    if not updates:
        return ''
    if len(updates) == 1:
        return f' (update {updates[0]})'
    return f' (updates {", ".join(updates)} together: leave out any one of them)'
