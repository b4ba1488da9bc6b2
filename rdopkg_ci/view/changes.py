"""What has changed on the board since the last look, a line a change."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from rdopkg_ci.core.judging.report import WAITS
from rdopkg_ci.core.judging.row import Row
from rdopkg_ci.core.judging.ruling import TargetRuling
from rdopkg_ci.core.judging.turn import Who
from rdopkg_ci.view.bounded import bounded


def changes(before: Sequence[Row], after: Sequence[Row], gate: str = '') -> Sequence[str]:
    """``gate`` is how that is run, for who waits for it in vain."""
    old, new = _said(before, gate), _said(after, gate)
    lines = [
        f'{name}: {said}'
        for name, said in new.items()
        if _steady(old.get(name, '')) != _steady(said)
    ]
    ids = {row.update_id for row in after}
    gone = [row.update_id for row in before if row.update_id not in ids]
    return [*lines, *(f'{update_id}: not on the board any more' for update_id in gone)]


def _said(rows: Sequence[Row], gate: str) -> Mapping[str, str]:
    """What there is to say, by what it is said of."""
    found: dict[str, str] = {}
    for row in rows:
        found[row.update_id] = _place(row)
        for ruling in row.ruling.targets:
            found[f'{row.update_id} on {ruling.target}'] = _ruling(row, ruling)
        if row.next.who is Who.GATE:
            found[f'{row.update_id}, next'] = bounded(row.next.told(row.whose, gate))
    return found


def _steady(said: str) -> str:
    """Without the seconds that a queue counts down."""
    before, waits, why = said.partition(WAITS)
    return f'{before}{waits}{re.sub("[0-9.]+", "", why)}'


def _place(row: Row) -> str:
    where = f'review {row.number}' if row.number else f'{row.where}/'
    phase = f', {row.phase}' if row.phase else ''
    # What the targets say is said of them.
    verdict = '' if row.ruling.targets else f': {row.word}'
    note = f'; {bounded(row.note)}' if row.note else ''
    return f'{where}{phase}{verdict}{note}'


def _ruling(row: Row, ruling: TargetRuling) -> str:
    word, reason = ruling.verdict.told, bounded(ruling.reason)
    attempt = ruling.report.attempt if ruling.report else 1
    again = f', attempt {attempt}' if attempt > 1 else ''
    return f'{row.phase} {word}{again}{"" if reason == word else f": {reason}"}'
