"""The scopes of a log and how they ended. What a scope lived with is not what it died of."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from rdopkg_ci.core.causes.mark_rules import MarkKind
from rdopkg_ci.core.causes.marks import Mark

# Scopes of these families end the build when they end badly, but for commands whose failure nobody
# minds: mock tidies up before and after.
_DEADLY = ('rpm', 'mock')
_TIDIES = re.compile(
    r'\W*(?:/\S*/)?(?:umount|mount|userdel|groupdel|usermod|rm|btrfs|lv\w+|setfacl|kill\w*|rpmdb'
    r'|systemd-nspawn\b.{0,200}?(?:userdel|groupdel))\b',
)
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


def scopes(marks: Sequence[Mark], lines: int) -> list[Scope]:
    """All of them, in the order of their ends."""
    families: dict[str, _Family] = {}
    for mark in marks:
        families.setdefault(mark.family, _Family()).take(mark)
    found = [scope for family in families.values() for scope in family.done(lines)]
    recaps = [mark.n for mark in marks if mark.family == 'recap']
    return _doubted(sorted(found, key=lambda scope: scope.end), recaps)


def _doubted(scopes: list[Scope], recaps: Sequence[int]) -> list[Scope]:
    """Where a recap tells of a failure that none of its tasks shows, none of them is known to have
    ended well.
    """
    since = 0
    for recap in recaps:
        tasks = [s for s in scopes if s.family == 'ansible' and since <= s.begin and s.end < recap]
        if tasks and all(task.well for task in tasks):
            unknown = {id(task) for task in tasks}
            scopes = [s._replace(well=None) if id(s) in unknown else s for s in scopes]
        since = recap
    return scopes


def failed(scopes: Iterable[Scope]) -> Scope | None:
    """The last one whose bad end is that of the build."""
    found = [
        scope
        for scope in scopes
        if scope.well is False and scope.family in _DEADLY and not _TIDIES.match(scope.name)
    ]
    return found[-1] if found else None


class Survived:
    """The lines of all scopes that ended well."""

    def __init__(self, scopes: Iterable[Scope]) -> None:
        self._spans: list[tuple[int, int]] = []
        for begin, end in sorted((scope.begin, scope.end) for scope in scopes if scope.well):
            if self._spans and begin <= self._spans[-1][1]:
                before = self._spans.pop()
                self._spans.append((before[0], max(end, before[1])))
            else:
                self._spans.append((begin, end))
        self._begins = [begin for begin, _ in self._spans]

    def __contains__(self, n: int) -> bool:
        at = bisect_right(self._begins, n) - 1
        return at >= 0 and n <= self._spans[at][1]


class _Family:
    """The scopes of one family, of which one follows the other."""

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
            if self._begun is None and mark.family in _DEADLY and event is MarkKind.BADLY:
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
