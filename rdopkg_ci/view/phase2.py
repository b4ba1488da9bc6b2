"""A round of phase2 as text."""

from __future__ import annotations

from rdopkg_ci.flows.phase2 import Tested
from rdopkg_ci.view.board import target_lines
from rdopkg_ci.view.style import Paint


def text(tested: Tested, paint: Paint, started: bool = True) -> str:
    asked = tested.round
    left_out = f' without {", ".join(asked.without)}' if asked.without else ''
    lines = [f'phase2 of {asked.commit[:12]}{left_out}: {", ".join(tested.pool.ids)}']
    for row in tested.ruling.targets:
        lines += target_lines(row, paint)
    if not tested.ruling.finished:
        gate = 'Not finished: `rdopkg ci gate` goes on and moves what passed to ready/.'
        lines.append(gate if started else 'Nothing was started.')
    return '\n'.join(lines) + '\n'
