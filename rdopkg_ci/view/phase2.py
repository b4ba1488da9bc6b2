"""A round of phase2 as text."""

from __future__ import annotations

from collections.abc import Sequence

from rdopkg_ci.core.judging.ruling import Ruling
from rdopkg_ci.core.runs.rounds import Round
from rdopkg_ci.view.board import ruling_lines
from rdopkg_ci.view.style import Paint, Style


def text(
    round_: Round, updates: Sequence[str], ruling: Ruling, paint: Paint, started: bool = True
) -> str:
    """``updates`` are the ids of those that the round tests."""
    left_out = f' without {", ".join(round_.without)}' if round_.without else ''
    lines = [f'phase2 of {round_.commit[:12]}{left_out}: {", ".join(updates)}']
    lines += ruling_lines(ruling, Style(paint))
    if not ruling.finished:
        gate = 'Not finished: `rdopkg ci gate` goes on and moves what passed to ready/.'
        lines.append(gate if started else 'Nothing was started.')
    return '\n'.join(lines) + '\n'
