"""Show the board: a line for each update, one for each of its targets, and under a red one the
cause.

WHAT is an update id, a change number, a topic, a release, a target, phase1, phase2, stage, a
directory such as pushed, or all; without it everything that is on its way.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from datetime import date

from rdopkg_ci import settings
from rdopkg_ci.core.judging.row import Row
from rdopkg_ci.errors import Exit
from rdopkg_ci.flows import board
from rdopkg_ci.flows.services import open_services
from rdopkg_ci.flows.snapshot import Snapshot
from rdopkg_ci.view import board as view
from rdopkg_ci.view.style import paint_for


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument('what', nargs='*', metavar='WHAT', help='what to show')
    parser.add_argument('--json', action='store_true', help='print JSON instead')
    parser.add_argument(
        '--color', choices=('auto', 'always', 'never'), default='auto', help='(%(default)s)'
    )


def run(options: argparse.Namespace) -> int:
    rows = board.rows(Snapshot.of(open_services(settings.load()), date.today()), options.what)
    if options.json:
        print(json.dumps(view.data(rows), indent=1))
    else:
        print(view.text(rows, paint_for(sys.stdout, options.color)), end='')
    return exit_code(rows)


def exit_code(rows: Sequence[Row]) -> int:
    """Red wins over unfinished: what is red needs somebody now."""
    if any(row.verdict.red and (row.blocked or row.ruling.finished) for row in rows):
        return Exit.RED
    return (
        Exit.UNFINISHED
        if any(row.ruling.targets and not row.ruling.finished for row in rows)
        else Exit.OK
    )
