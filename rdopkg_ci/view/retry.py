"""What `rdopkg ci retry` says where there is nothing to run again, or nothing of one's own: pure
text.
"""

from __future__ import annotations

from collections.abc import Sequence

from rdopkg_ci.core.judging.row import Row
from rdopkg_ci.core.runs.verdict import Verdict
from rdopkg_ci.view.bounded import bounded

# As many as anybody reads.
_NAMED = 4


def nothing(beyond: Sequence[Row], waiting: Sequence[Row], gate: str) -> str:
    """``beyond`` are those that stand still, and that no run could change; ``waiting`` those that
    have not come to an end.
    """
    lines: list[str] = []
    for row in beyond:
        why = f'{row.word}, and trying a run again cannot change that'
        lines += _told(row, why, gate)
    for row in waiting[:_NAMED]:
        lines += _told(row, f'{_awaited(row)}, so there is nothing to run again', gate)
    if len(waiting) > _NAMED:
        lines.append(f'and {len(waiting) - _NAMED} more that only wait')
    return '\n'.join(lines or ['Nothing of this is red.']) + '\n'


def held(rows: Sequence[Row]) -> str:
    """Of what was run again though others are at fault."""
    return ''.join(f'{row.update_id}: {_awaited(row)}; its run is theirs too\n' for row in rows)


def _told(row: Row, why: str, gate: str) -> Sequence[str]:
    turn = bounded(row.next.told(row.whose, gate))
    return [f'{row.number or row.update_id}: {why}', f'next: {turn}']


def _awaited(row: Row) -> str:
    """What it waits for, in short."""
    if row.note or not row.ruling.targets:
        return bounded(row.note.partition('\n')[0] or row.word)
    worst = max(row.ruling.targets, key=lambda one: one.verdict)
    word = worst.verdict.told
    is_whole = worst.verdict is Verdict.MISSING or worst.reason == word
    return f'{"" if is_whole else f"{word}: "}{bounded(worst.reason)} ({worst.target})'
