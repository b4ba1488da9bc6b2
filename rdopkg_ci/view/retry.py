"""What `rdopkg ci retry` says where there is nothing to run again: pure text."""

from __future__ import annotations

from collections.abc import Sequence

from rdopkg_ci.core.judging.row import Row
from rdopkg_ci.view.bounded import bounded


def nothing(beyond: Sequence[Row], gate: str) -> str:
    """``beyond`` are those that stand still, and that no run could change."""
    lines = []
    for row in beyond:
        why = f'{row.verdict.told}, and trying a run again cannot change that'
        turn = bounded(row.next.told(row.whose, gate))
        lines += [f'{row.number or row.update_id}: {why}', f'next: {turn}']
    return '\n'.join(lines or ['Nothing of this is red.']) + '\n'
