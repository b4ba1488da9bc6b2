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
from rdopkg_ci.commands import showing, telling
from rdopkg_ci.core.judging.row import Row
from rdopkg_ci.core.runs.verdict import Verdict
from rdopkg_ci.core.target import Target
from rdopkg_ci.errors import CiError, Exit, UsageError, exit_of
from rdopkg_ci.flows import board, snapshot
from rdopkg_ci.flows.services import open_services
from rdopkg_ci.view import board as view
from rdopkg_ci.view.board_data import data
from rdopkg_ci.view.links import link_for
from rdopkg_ci.view.style import paint_for


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument('what', nargs='*', metavar='WHAT', help='what to show')
    one = parser.add_mutually_exclusive_group()
    one.add_argument(
        '--log',
        nargs='?',
        const='',
        metavar='TARGET',
        help="the failed step's log instead, through $PAGER on a terminal",
    )
    one.add_argument(
        '--web',
        nargs='?',
        const='',
        metavar='TARGET',
        help='the page of the run instead: in a browser, or its address',
    )
    telling.arguments(parser)
    parser.add_argument(
        '--color', choices=('auto', 'always', 'never'), default='auto', help='(%(default)s)'
    )


def run(options: argparse.Namespace) -> int:
    what, target = _asked(options)
    seen = snapshot.take(open_services(settings.load()), date.today())
    rows = board.rows(seen, what)
    [target] = board.meant(seen, [target])
    tell = telling.Teller(options.json)
    if options.log is not None:
        showing.show_log(seen, rows, target)
    elif options.web is not None:
        showing.show_page(rows, target)
    else:
        out, when = sys.stdout, options.color
        tell.text(view.text(rows, paint_for(out, when), link_for(out, when)))
    tell.problems(seen.problems)
    tell.finish(updates=data(rows))
    return exit_code(rows, seen.problems)


def _asked(options: argparse.Namespace) -> tuple[Sequence[str], str]:
    """WHAT, and the TARGET of --log or --web: a word after these that is no target is of WHAT."""
    given = options.web if options.log is None else options.log
    if given is not None and options.json:
        raise UsageError('--json: only without --log and --web')
    try:
        return options.what, str(Target.parse(given)) if given else ''
    except ValueError:
        return [*options.what, given], ''


def exit_code(rows: Sequence[Row], problems: Sequence[CiError] = ()) -> int:
    """Red wins over all, for it needs somebody now; then a server that did not answer."""
    if any(row.is_red for row in rows):
        return Exit.RED
    if problems:
        return exit_of(problems)
    is_open = any(row.is_unfinished or row.verdict is Verdict.WAITING for row in rows)
    return Exit.UNFINISHED if is_open else Exit.OK
