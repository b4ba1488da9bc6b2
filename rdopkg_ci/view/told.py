"""What has been told on a page, so that one fault is told once."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from rdopkg_ci.core.judging.ruling import TargetRuling
from rdopkg_ci.core.runs.verdict import Verdict


class Before(NamedTuple):
    """``place`` says where a cause was told, from where it comes again."""

    place: str
    is_same_run: bool


class _Telling(NamedTuple):
    update_id: str
    target: str
    runs: set[str]


class Told:
    """``warned`` is what was told above the page, of no target in particular."""

    def __init__(self, warned: Collection[str] = ()) -> None:
        self._warned = warned
        self._known: dict[tuple[str, str], _Telling] = {}

    def is_warned_of(self, row: TargetRuling) -> bool:
        """Whether nobody can tell of this target for a reason that was told above."""
        return row.verdict is Verdict.UNKNOWN and row.reason in self._warned

    def before(self, update_id: str, row: TargetRuling) -> Before | None:
        """Where the cause of this target was told before, None where it is to be told."""
        if not row.cause:
            return None
        key, run = (row.cause.signature, row.cause.summary), row.report.url if row.report else ''
        first = self._known.get(key)
        if first is None:
            self._known[key] = _Telling(update_id, str(row.target), {run})
            return None
        known = run in first.runs
        first.runs.add(run)
        return Before(_place(first, update_id, str(row.target)), known)


def _place(first: _Telling, update_id: str, target: str) -> str:
    if first.update_id == update_id:
        return f'on {first.target}'
    return first.update_id if first.target == target else f'{first.update_id} on {first.target}'
