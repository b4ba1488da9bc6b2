"""The last run of a playbook that a log shows, and what its recap says of the hosts."""

from __future__ import annotations

from rdopkg_ci.core.causes.log import Log
from rdopkg_ci.core.causes.mark_rules import MarkKind


def begin(log: Log) -> int:
    """Where its first play begins; 0 where the log does not hold that."""
    first = 0
    for play in reversed([scope for scope in log.scopes if scope.family == 'play']):
        if first and play.end != first - 1:
            break
        first = play.begin
    return first


def is_undone(log: Log) -> bool:
    """A host of the last play failed."""
    undone = max((mark.n for mark in log.marks if mark.family == 'recap'), default=0)
    return undone > max((mark.n for mark in log.marks if mark.family == 'ansible'), default=0)


def is_without_rescue(log: Log) -> bool:
    """The recap says that no failure was rescued: the first of a host then was its end."""
    said = [mark.event for mark in log.marks if mark.family == 'rescue' and mark.n > begin(log)]
    return bool(said) and MarkKind.BADLY not in said
