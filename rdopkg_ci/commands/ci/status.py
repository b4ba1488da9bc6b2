"""Show the board: a line for each update, one for each of its targets, and under a red one the
cause.

WHAT is an update id, an update file, a change, a package, a build, a person, a topic, a release, a
target, phase1, phase2, stage, a directory such as pushed/, a verdict such as failed or running,
red, mine, or all; without it everything that is on its way. Red ones come first, then the oldest.

  rdopkg ci status mine               what you submitted
  rdopkg ci status up.yml             what became of your file
  rdopkg ci status 06ny --log         the log of what is red of it
  rdopkg ci status kilo/el7 --watch   look again and again until nothing goes on
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from datetime import datetime, timezone
from functools import partial

from rdopkg_ci import settings
from rdopkg_ci.commands import showing, telling, watching
from rdopkg_ci.core.judging.row import Row
from rdopkg_ci.core.runs.verdict import Verdict
from rdopkg_ci.core.target import Target
from rdopkg_ci.doors.terminal.columns import columns
from rdopkg_ci.errors import CiError, Exit, UsageError, exit_of
from rdopkg_ci.flows import board
from rdopkg_ci.flows.board.looking import Look, Looking
from rdopkg_ci.flows.naming import own_file
from rdopkg_ci.flows.services import open_services
from rdopkg_ci.view import board as view
from rdopkg_ci.view.board_data import data
from rdopkg_ci.view.links import link_for
from rdopkg_ci.view.style import Style, paint_for


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument('what', nargs='*', metavar='WHAT', help='what to show')
    instead = {
        '--log': ('TARGET', "the failed step's log instead, through $PAGER on a terminal"),
        '--web': ('TARGET', "the address of the run's page instead, and the page in a browser"),
        '--watch': (
            'SECONDS',
            'look every so often, until nothing goes on or waits for the gate',
        ),
    }
    one = parser.add_mutually_exclusive_group()
    for name, (value, text) in instead.items():
        one.add_argument(name, nargs='?', const='', metavar=value, help=text)
    parser.add_argument(
        '--long', action='store_true', help='everything of every update, however many there are'
    )
    telling.arguments(parser)
    parser.add_argument(
        '--color',
        choices=('auto', 'always', 'never'),
        default='auto',
        help='whether to use colours (%(default)s)',
    )


def run(options: argparse.Namespace) -> int:
    what, pause = _watched(options)
    what, target = _chosen(options, what)
    looking = Looking(open_services(settings.load(), create=False), what)
    tell, page = telling.Teller(options.json), partial(_page, options.color, options.long, not what)
    if pause:
        seen = watching.Watch(looking, pause, None if options.json else page).run()
    else:
        seen = looking.look()
    tell.problems(seen.told)
    [target] = board.meant(seen.snapshot, [target])
    if options.log is not None:
        showing.show_log(seen.snapshot, seen.rows, target)
    elif options.web is not None:
        showing.show_page(seen.snapshot, seen.rows, target)
    else:
        tell.text(page(seen))
    tell.finish(updates=data(seen.rows))
    return exit_code(seen.rows, seen.problems)


def _page(when: str, is_long: bool, is_all: bool, seen: Look) -> str:
    out, now = sys.stdout, datetime.now(timezone.utc)
    gate = seen.snapshot.services.settings.gate
    width = columns(out, os.environ)
    style = Style(paint_for(out, when), link_for(out, when), now, gate, width, is_long)
    return view.text(seen.rows, style, {str(problem) for problem in seen.problems}, is_all)


def _watched(options: argparse.Namespace) -> tuple[Sequence[str], float]:
    """WHAT, and the SECONDS of --watch, 0 without it: a word after it that is no number is of
    WHAT.
    """
    given = options.watch
    if not given:
        return options.what, 0.0 if given is None else watching.SECONDS
    try:
        return options.what, watching.PAUSE.decimal(given)
    except ValueError:
        return [*options.what, given], watching.SECONDS


def _chosen(options: argparse.Namespace, what: Sequence[str]) -> tuple[Sequence[str], str]:
    """WHAT, and the TARGET of --log or --web: a word after these that is no target is of WHAT, and
    so is the path of a file, which may look like one.
    """
    given = options.web if options.log is None else options.log
    if given is not None and options.json:
        raise UsageError('--json: only without --log and --web')
    if given and own_file.is_named(given):
        return [*what, given], ''
    try:
        return what, str(Target.parse(given)) if given else ''
    except ValueError:
        return [*what, given], ''


def exit_code(rows: Sequence[Row], problems: Sequence[CiError] = ()) -> int:
    """Red wins over all, for it needs somebody now; then a server that did not answer."""
    if any(row.is_red for row in rows):
        return Exit.RED
    if problems:
        return exit_of(problems)
    if any(one.report and one.report.denied for row in rows for one in row.ruling.targets):
        return Exit.NOT_AUTHORISED
    is_open = any(row.is_unfinished or row.verdict is Verdict.WAITING for row in rows)
    return Exit.UNFINISHED if is_open else Exit.OK
