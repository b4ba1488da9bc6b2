"""Whose a result is: the place that a run leaves it in may hold what an earlier one left there."""

from __future__ import annotations

from rdopkg_ci.core.phase import PHASE1, PHASE2
from rdopkg_ci.core.runs.request import Request
from rdopkg_ci.core.runs.result import Result


def is_of(found: Result, asked: Request) -> bool:
    """Whether a run that was asked for so may have left it. By its key that is certain; of a
    worker of before, who tells none, it is one that fits in all that it tells.
    """
    if found.key and found.key != asked.key:
        return False
    tested = (found.phase, found.target, found.commit)
    is_same = tested == (asked.phase, asked.target, asked.commit)
    return is_same and (bool(found.key) or _is_over_the_same(found, asked))


def _is_over_the_same(found: Result, asked: Request) -> bool:
    """Which updates phase2 has at a commit is not asked for: only which it has not."""
    tested = set(found.updates)
    if asked.phase == PHASE1:
        return tested == {asked.update}
    if asked.phase == PHASE2:
        return tested.isdisjoint(asked.without)
    return tested <= set(asked.updates)
