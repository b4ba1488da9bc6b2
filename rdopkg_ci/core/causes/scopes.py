"""The scopes of a log and how they ended. What a scope lived with is not what it died of."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence

from rdopkg_ci.core.causes import again
from rdopkg_ci.core.causes.family import DEADLY, Family, Scope
from rdopkg_ci.core.causes.mark_rules import MarkKind
from rdopkg_ci.core.causes.marks import Mark

# Commands whose failure nobody minds: mock tidies up before and after.
_TIDIES = re.compile(
    r'\W*(?:/\S*/)?(?:umount|mount|userdel|groupdel|usermod|rm|btrfs|lv\w+|setfacl|kill\w*|rpmdb'
    r'|systemd-nspawn\b.{0,200}?(?:userdel|groupdel))\b',
)


def scopes(marks: Sequence[Mark], lines: int) -> list[Scope]:
    """All of them, in the order of their ends."""
    families: dict[str, Family] = {}
    for mark in marks:
        families.setdefault(mark.family, Family()).take(mark)
    found = [scope for family in families.values() for scope in family.done(lines)]
    recaps = [mark.n for mark in marks if mark.family == 'recap']
    told = _doubted(sorted(found, key=lambda scope: scope.end), recaps)
    return [*told, *again.playbooks(told), *again.hosts(marks, lines)]


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
        if scope.well is False and scope.family in DEADLY and not _TIDIES.match(scope.name)
    ]
    return found[-1] if found else None


def left_out(marks: Iterable[Mark]) -> bool:
    """Whether the last transaction named packages that it failed for: it says that it is complete
    all the same.
    """
    events = [mark.event for mark in marks if mark.family == 'transaction']
    return [event for event in events if event is not MarkKind.WELL][-1:] == [MarkKind.ENDS]


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
