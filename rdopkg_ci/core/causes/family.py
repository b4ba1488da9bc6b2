"""The scopes of one family, of which one follows the other, by the marks of it."""

from __future__ import annotations

from typing import NamedTuple

from rdopkg_ci.core.causes.mark_rules import MarkKind
from rdopkg_ci.core.causes.marks import Mark

# Scopes of these families end the build when they end badly.
DEADLY = ('rpm', 'mock')
# Lines above one that tells that nobody minded an error.
ABOVE = 8


class Scope(NamedTuple):
    """From its first line to its last; ``well`` is None when nobody said how it ended. ``before``
    precedes the line that says that it ended badly.
    """

    family: str
    name: str
    begin: int
    end: int
    well: bool | None
    before: bytes = b''


class Family:
    """Takes the marks of a family one by one."""

    def __init__(self) -> None:
        self.scopes: list[Scope] = []
        self._begun: Mark | None = None
        self._broken = False
        self._since = 1

    def take(self, mark: Mark) -> None:
        event = mark.event
        if event in (MarkKind.NEXT, MarkKind.BEGINS):
            self.close(mark.n - 1, not self._broken if event is MarkKind.NEXT else None)
            self._begun = mark
        elif event in (MarkKind.WELL, MarkKind.BADLY):
            if self._begun is None and self._is_said_again(mark):
                return
            if self._begun is None and mark.family in DEADLY and event is MarkKind.BADLY:
                # The log does not hold its beginning.
                self._begun = mark._replace(n=self._since)
            # Where another one ends first, they ran side by side, and no lines are of one alone.
            own = self._begun is not None and mark.name in ('', self._begun.name)
            self.close(mark.n, event is MarkKind.WELL if own else None, mark.before)
            self._since = mark.n + 1
        elif event is MarkKind.ENDS:
            self.close(mark.n, None)
        elif event is MarkKind.DONE:
            self.close(mark.n, not self._broken)
        elif event is MarkKind.BROKEN:
            self._broken = True
        elif event is MarkKind.SKIPPED and self.scopes:
            self.scopes[-1] = self.scopes[-1]._replace(well=False)
        elif event is MarkKind.SO_FAR:
            self.scopes.append(Scope(mark.family, '', self._since, mark.n, True))
            self._since = mark.n + 1
        elif event is MarkKind.ABOVE:
            self.scopes.append(Scope(mark.family, '', mark.n - ABOVE, mark.n, True))

    def _is_said_again(self, mark: Mark) -> bool:
        """rpmbuild repeats what failed."""
        last = self.scopes[-1] if self.scopes else None
        return last is not None and last.well is False and mark.family == 'rpm'

    def close(self, end: int, well: bool | None, before: bytes = b'') -> None:
        begun = self._begun
        if begun:
            self.scopes.append(Scope(begun.family, begun.name, begun.n, end, well, before))
        self._begun, self._broken = None, False

    def done(self, lines: int) -> list[Scope]:
        """All, once the log is over: what is open then did not end well, where a line said so."""
        self.close(lines, False if self._broken else None)
        return self.scopes
