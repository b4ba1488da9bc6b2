"""What a dependency check found, which of it is new, and who is to blame: the solver itself is
behind a door.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from rdopkg_ci.core.causes.cause import Blame, Cause, Line

SHOWN = 5
UNRESOLVED, CONFLICT = 'depsolve-unresolved', 'depsolve-conflict'


class Problem(NamedTuple):
    """Why a package cannot be installed. ``name`` is that of the package with the ``requirement``
    that is not met, ``package`` its name-version-release; ``conflict`` is what it conflicts with or
    is obsoleted by, empty when nothing provides the requirement; ``newest`` is the newest version
    of what it asks for, empty when there is none at all.
    """

    name: str
    package: str
    requirement: str
    conflict: str = ''
    newest: str = ''

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
        if self.newest:
            return f'{self.package} needs {self.requirement}, but the newest is {self.newest}'
        return f'{self.package} needs {self.requirement}, nothing provides it'


class Blamed(NamedTuple):
    """A problem and the package that cannot be installed for it. ``updates`` are the ids to blame:
    without any one of them it would be gone, or with ``each`` any one of them alone brings it.
    """

    problem: Problem
    victim: str
    updates: Sequence[str]
    each: bool = False

    def __str__(self) -> str:
        through = (
            '' if self.victim == self.problem.package else f', so {self.victim} cannot be installed'
        )
        return f'{self.problem}{through}{_who(self.updates, self.each)}'


class Outcome(NamedTuple):
    """``new`` problems are those that production alone has not; ``known`` counts the others.
    ``superseded`` maps builds that another version of theirs hides to that version.
    """

    new: Sequence[Blamed]
    known: int
    checked: int
    superseded: Mapping[str, str]


NO_BASE = (
    'note: the policy names no base repos for this target, so what the OS provides counts as'
    ' missing'
)


def report(outcome: Outcome, has_base: bool = True) -> Sequence[str]:
    """The lines of the step's log; the problems come last."""
    lines = [] if has_base else [NO_BASE]
    lines += [f'checked: {outcome.checked} packages that the update brings or can reach']
    lines += [
        f'superseded: {older} by {newer}' for older, newer in sorted(outcome.superseded.items())
    ]
    if outcome.known:
        lines.append(f'not counted: {outcome.known} problems that production alone has too')
    lines.append(f'new problems: {len(outcome.new) or "none"}')
    return lines + [str(blamed) for blamed in outcome.new]


def cause(outcome: Outcome, lines: Sequence[str]) -> Cause:
    """The cause of a red outcome, proved by the last of its ``lines`` in the log."""
    first, more = outcome.new[0], len(outcome.new) - 1
    numbered = [Line(n, text) for n, text in enumerate(lines, 1)]
    proofs = [
        *numbered[-len(outcome.new) :][:SHOWN],
        *(line for line in numbered if line.text == NO_BASE),
    ]
    summary = f'{first}{f", and {more} more" if more else ""}'
    return Cause(summary, 'depsolve', Blame.PACKAGE, first.problem.signature, tuple(proofs))


def _who(updates: Sequence[str], each: bool) -> str:
    if not updates:
        return ''
    if len(updates) == 1:
        return f' (update {updates[0]})'
    advice = (
        'each by itself: leave out all of them' if each else 'together: leave out any one of them'
    )
    return f' (updates {", ".join(updates)} {advice})'
