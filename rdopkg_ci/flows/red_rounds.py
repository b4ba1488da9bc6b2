"""Which rounds of phase2 have come out red since somebody was told: by the keys of their runs, in
our home. Where these are lost they are told once more, and nothing else comes of it.
"""

from __future__ import annotations

import json
from collections.abc import Sequence, Set
from typing import NamedTuple

from rdopkg_ci.core.judging.row import Row
from rdopkg_ci.core.phase import PHASE2
from rdopkg_ci.core.text import json_values
from rdopkg_ci.doors import files
from rdopkg_ci.flows import board
from rdopkg_ci.flows.gathering.snapshot import Snapshot
from rdopkg_ci.flows.phases.round_status import RoundStatus
from rdopkg_ci.settings import Settings

TOLD = 'told.json'
LIMIT = 1_000_000


class RedRound(NamedTuple):
    """``rows`` are those of its updates."""

    status: RoundStatus
    rows: Sequence[Row]


def fresh(snapshot: Snapshot, rounds: Sequence[RoundStatus]) -> Sequence[RedRound]:
    """Those that nobody was told of; from then on everybody was."""
    if PHASE2 in snapshot.evidence.problems:
        return ()
    settings = snapshot.services.settings
    known = _known(settings)
    new = [one for one in rounds if not _reds(one) <= known]
    now = frozenset().union(*map(_reds, rounds))
    if now != known:
        _remember(settings, now)
    rows = board.rows(snapshot, [PHASE2]) if new else ()
    return [RedRound(one, [row for row in rows if row.update_id in one.pool.ids]) for one in new]


def told(settings: Settings, status: RoundStatus) -> None:
    """Somebody was told of this one."""
    if _reds(status):
        _remember(settings, _known(settings) | _reds(status))


def _reds(status: RoundStatus) -> Set[str]:
    """The keys of its red runs, once none goes on."""
    rows = status.ruling.targets if status.ruling.finished else ()
    return {
        status.requests[row.target].attempted(row.report.attempt).key
        for row in rows
        if row.report and row.verdict.red
    }


def _known(settings: Settings) -> Set[str]:
    try:
        report = json_values.load((settings.home / TOLD).read_bytes(), LIMIT)
        return frozenset(json_values.lines(report, 'red', 'a key'))
    except (OSError, ValueError):
        return frozenset()


def _remember(settings: Settings, keys: Set[str]) -> None:
    files.write(settings.home / TOLD, json.dumps({'red': sorted(keys)}, indent=1).encode())
