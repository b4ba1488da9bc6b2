"""Run again what is red: the next attempt under the next key, with the policy as it is now, for a
person who knows that something around it has changed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rdopkg_ci.core.runs.run_key import Request
from rdopkg_ci.flows import board
from rdopkg_ci.flows.snapshot import Snapshot


def retry(snapshot: Snapshot, what: Sequence[str]) -> Sequence[str]:
    """Start the next attempt of every red run that ``what`` names, as on the board; everything red
    without it.
    """
    deeds, started = [], set()
    for update_id, asked in _next_attempts(snapshot, what):
        # Where several updates wait for one run, it is on the board once for each.
        if asked.key not in started:
            started.add(asked.key)
            snapshot.services.engine.start(asked.phase, asked.key, asked.parameters)
            deeds.append(f'{update_id}: {asked.phase} started again on {asked.target}')
    return deeds


def _next_attempts(snapshot: Snapshot, what: Sequence[str]) -> Iterator[tuple[str, Request]]:
    """Of the red targets, each with its update; where a target was named, only of that."""
    named = {name for name in board.meant(snapshot, what) if '/' in name}
    for row in board.rows(snapshot, what):
        for ruling in row.ruling.targets:
            is_meant = not named or str(ruling.target) in named
            if (
                row.request
                and ruling.report
                and ruling.verdict.red
                and not ruling.again
                and is_meant
            ):
                yield row.update_id, row.request(ruling.target, ruling.report.attempt + 1)
