"""Show the board: a line for each update, one for each of its targets, and under a red one the
cause.

WHAT is an update id, a change number, a topic, a release, a target, phase1, phase2, stage, a
directory such as pushed, or all; without it everything that is on its way.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from datetime import date

from rdopkg_ci import settings
from rdopkg_ci.commands import telling
from rdopkg_ci.core.judging.row import Row
from rdopkg_ci.core.runs.verdict import Verdict
from rdopkg_ci.errors import Exit
from rdopkg_ci.flows import board, snapshot
from rdopkg_ci.flows.services import open_services
from rdopkg_ci.view import board as view
from rdopkg_ci.view.board_data import data
from rdopkg_ci.view.style import paint_for


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument('what', nargs='*', metavar='WHAT', help='what to show')
    telling.arguments(parser)
    parser.add_argument(
        '--color', choices=('auto', 'always', 'never'), default='auto', help='(%(default)s)'
    )


def run(options: argparse.Namespace) -> int:
    seen = snapshot.take(open_services(settings.load()), date.today())
    rows = board.rows(seen, options.what)
    tell = telling.Teller(options.json)
    tell.text(view.text(rows, paint_for(sys.stdout, options.color)))
    tell.problems(seen.problems)
    tell.finish(updates=data(rows))
    return exit_code(rows, seen.problems)


def exit_code(rows: Sequence[Row], problems: Sequence[str] = ()) -> int:
    """Red wins over all, for it needs somebody now; then a server that did not answer."""
    if any(row.is_red for row in rows):
        return Exit.RED
    if problems:
        return Exit.BROKEN
    is_open = any(row.is_unfinished or row.verdict is Verdict.WAITING for row in rows)
    return Exit.UNFINISHED if is_open else Exit.OK
