"""A round of phase2 as text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from rdopkg_ci.core.judging.held_step import mended
from rdopkg_ci.core.judging.row import Row
from rdopkg_ci.core.judging.ruling import Ruling
from rdopkg_ci.core.judging.turn import Turn, Who
from rdopkg_ci.core.judging.typed import promote
from rdopkg_ci.core.phase import PHASE2
from rdopkg_ci.core.runs.rounds import Round
from rdopkg_ci.view.board import ruling_lines
from rdopkg_ci.view.board_data import ruling_data, turn_data
from rdopkg_ci.view.bounded import bounded
from rdopkg_ci.view.follow import follow
from rdopkg_ci.view.style import Paint, Style

_GOES_ON = (
    'Not finished: `rdopkg ci gate`, or the same again with --wait, waits and moves what passed to'
    ' ready/.'
)
# As many as anybody reads at once.
_NAMED = 4


def text(
    round_: Round,
    updates: Sequence[str],
    ruling: Ruling,
    paint: Paint,
    started: bool = True,
    beside: Sequence[str] = (),
) -> str:
    """``updates`` are the ids of those that the round tests, ``beside`` of what is ready there."""
    left_out = f' without {", ".join(round_.without)}' if round_.without else ''
    lines = [f'phase2 of {round_.commit[:12]}{left_out}: {", ".join(updates)}']
    if beside:
        lines.append(f'not with {", ".join(beside)}, ready already: stage tests them together')
    lines += ruling_lines(ruling, Style(paint))
    if ruling.finished:
        return '\n'.join(lines) + '\n'
    goes_on = f'{_GOES_ON}\n{follow(PHASE2)}'
    return '\n'.join([*lines, goes_on if started else 'Nothing was started.\n'])


def data(
    round_: Round, updates: Sequence[str], ruling: Ruling, rows: Sequence[Row] = ()
) -> dict[str, Any]:
    """The same as JSON data; ``rows`` are those of its updates, where it stands still."""
    return {
        'commit': round_.commit,
        'without': list(round_.without),
        'updates': list(updates),
        **ruling_data(ruling),
        'next': [{'update': row.update_id, **turn_data(row.next)} for row in _standing(rows)],
    }


def _standing(rows: Sequence[Row]) -> Sequence[Row]:
    """Those that somebody has to act on first."""
    return [row for row in rows if row.is_red or row.ruling.all_disabled]


def promotable(ids: Sequence[str], releases: Sequence[str]) -> str:
    """Who goes on with what is ready by now; empty where nothing is."""
    turn = Turn(Who.RELEASE_ENGINEER, promote(*(ids if len(ids) <= _NAMED else releases)))
    return f'next: {turn.told()}\n' if ids else ''


def _turns(rows: Sequence[Row]) -> Iterator[tuple[Turn, str]]:
    waiting = [row for row in rows if row.next == mended(row.update_id)]
    for row in rows:
        is_shared = row in waiting and len(waiting) > 1
        yield (mended(PHASE2) if is_shared else row.next), row.whose


def turns(rows: Sequence[Row]) -> str:
    """Who does what about those that are red or judged by nothing, each once; the others go on with
    them. Where no update is to blame, one turn is of all.
    """
    told = dict.fromkeys(bounded(turn.told(whose)) for turn, whose in _turns(_standing(rows)))
    lines = [f'next: {turn}\n' for turn in [*told][:_NAMED]]
    more = len(told) - _NAMED
    return ''.join(lines) + (f'and {more} more: `rdopkg ci status phase2`\n' if more > 0 else '')
