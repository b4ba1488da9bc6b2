"""Why a package cannot be installed, and which updates are to blame for it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

UNRESOLVED, CONFLICT = 'depsolve-unresolved', 'depsolve-conflict'


class DependencyProblem(NamedTuple):
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

    problem: DependencyProblem
    victim: str
    updates: Sequence[str]
    each: bool = False

    def __str__(self) -> str:
        through = (
            '' if self.victim == self.problem.package else f', so {self.victim} cannot be installed'
        )
        return f'{self.problem}{through}{_who(self.updates, self.each)}'


def _who(updates: Sequence[str], each: bool) -> str:
    if not updates:
        return ''
    if len(updates) == 1:
        return f' (update {updates[0]})'
    advice = (
        'each by itself: leave out all of them' if each else 'together: leave out any one of them'
    )
    return f' (updates {", ".join(updates)} {advice})'
