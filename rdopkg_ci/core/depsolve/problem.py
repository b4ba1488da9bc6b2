"""Why a package cannot be installed, and which updates are to blame for it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Union

from rdopkg_ci.core.depsolve import advice
from rdopkg_ci.core.depsolve.package import in_parentheses, without
from rdopkg_ci.core.text.terminal import safe_line

UNRESOLVED, CONFLICT = 'depsolve-unresolved', 'depsolve-conflict'
OLDER = 'older-than-production'
RIVAL = 'other-content'
# As `explain` calls it in the log of a real transaction.
FILE_CONFLICT = 'yum-file-conflict'


class DependencyProblem(NamedTuple):
    """Why a package cannot be installed. ``name`` is that of the package with the ``requirement``
    that is not met, ``package`` it as `Package.told`; ``conflict`` is what it conflicts with or is
    obsoleted by, empty when nothing provides the requirement; ``newest`` is the newest version
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
    ``either`` are those of which any one brings it together with ``updates``, where these alone do
    not; with ``some`` nobody is needed for it, and they are some that do not go together.
    """

    problem: DependencyProblem
    victim: str
    updates: Sequence[str]
    each: bool = False
    either: Sequence[str] = ()
    some: bool = False

    def __str__(self) -> str:
        is_itself = self.victim == self.problem.package
        through = '' if is_itself else f', so {self.victim} cannot be installed'
        told = f'{self.problem}{through}'
        return f'{told if self.either else without(told, self.updates)}{self._who}'

    @property
    def _who(self) -> str:
        if self.some:
            return advice.of_some(self.updates)
        if self.either:
            return advice.with_either(self.updates, self.either)
        return advice.of(self.updates, self.each)


class FileConflict(NamedTuple):
    """Two packages that bring other files of the same ``paths``, and the ``builds`` that they are
    from; ``sides`` says who brings each. ``updates`` and ``each`` are as in `Blamed`.
    """

    paths: Sequence[str]
    one: str
    other: str
    builds: tuple[str, str]
    updates: Sequence[str]
    each: bool = False
    sides: tuple[str, str] = ('', '')

    def __str__(self) -> str:
        one, other = map(_built, (self.one, self.other), self.builds, self.sides)
        more = len(self.paths) - 1
        rest = f' and {more} more that differ' if more else ''
        who = without(f'{one} and {other}', self.updates)
        what = f'{safe_line(self.paths[0])}{rest}'
        return f'{who} both bring {what}{advice.of(self.updates, self.each)}'


class Older(NamedTuple):
    """A package that no upgrade would ever bring, for the ``newer`` one that production has.
    ``release`` is its version and release; ``updates`` are as in `Blamed`.
    """

    package: str
    newer: str
    release: str
    updates: Sequence[str]

    def __str__(self) -> str:
        what = f'production has {self.newer}, newer than {self.package}: nobody would get this'
        return f'{what}{advice.of(self.updates, False)}'


class Rival(NamedTuple):
    """An RPM of a build whose name stands for other content at ``place``, in words. ``updates`` are
    as in `Blamed`.
    """

    file: str
    build: str
    place: str
    updates: Sequence[str] = ()

    def __str__(self) -> str:
        what = f'{self.file} of build {self.build} is in {self.place} with other content'
        return f'{what}: build it again, with a higher release{advice.of(self.updates, False)}'


Attributed = Union[Blamed, FileConflict, Rival, Older]


def at_fault(problems: Sequence[Attributed]) -> tuple[str, ...]:
    """The updates that bring the problems; none where some problem is nobody's."""
    if not all(problem.updates for problem in problems):
        return ()
    named = {update for problem in problems for update in problem.updates}
    either = {update for one in problems if isinstance(one, Blamed) for update in one.either}
    return tuple(sorted(named | either))


def _built(package: str, build: str, side: str) -> str:
    """The package, with the build that it is from where that is called otherwise."""
    name, _, version = package.partition(':')
    plain = f'{name.rpartition("-")[0]}-{version}' if version else package
    of_build = '' if build in ('', plain) else f' of build {safe_line(build)}'
    return f'{package}{of_build}{in_parentheses(side)}'
