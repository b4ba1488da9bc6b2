"""Show the board: a line for each update, one for each of its targets, and under a red one the cause.

WHAT is an update id, a change number, a topic, a release, a target, phase1, phase2, stage, a directory such as
pushed, or all; without it everything that is on its way.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from datetime import date

from rdopkg_ci import settings
from rdopkg_ci.core.row import Row
from rdopkg_ci.core.terminal import quoted
from rdopkg_ci.core.verdict import Verdict
from rdopkg_ci.errors import Exit, UsageError
from rdopkg_ci.flows import board
from rdopkg_ci.flows.sight import Sight
from rdopkg_ci.flows.world import open_world
from rdopkg_ci.view import board as view
from rdopkg_ci.view.style import paint_for

DIRECTORIES = ('updates', 'ready', 'pushed', 'failed', 'review')
PHASES = ('phase1', 'phase2', 'stage')
RED = (Verdict.FAILED, Verdict.ERRORED)


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument('what', nargs='*', metavar='WHAT', help='what to show')
    parser.add_argument('--json', action='store_true', help='print JSON instead')
    parser.add_argument('--color', choices=('auto', 'always', 'never'), default='auto', help='(%(default)s)')


def run(options: argparse.Namespace) -> int:
    sight = Sight.of(open_world(settings.load()), date.today())
    rows = board.rows(sight, options.what)
    unknown = [what for what in options.what if what not in _words(sight) and not any(row.matches(what) for row in rows)]
    if unknown:
        raise UsageError(f'nothing is known of {", ".join(map(quoted, unknown))}', '`rdopkg ci status` shows what there is.')
    if options.json:
        print(json.dumps(view.data(rows), indent=1))
    else:
        print(view.text(rows, paint_for(sys.stdout, options.color)), end='')
    return exit_code(rows)


def _words(sight: Sight) -> set[str]:
    """What may be asked for although there is nothing of it now."""
    targets = sight.policy.targets
    return {'all', *DIRECTORIES, *PHASES, *map(str, targets), *(target.release for target in targets)}


def exit_code(rows: Sequence[Row]) -> int:
    """Red wins over unfinished: what is red needs somebody now."""
    if any(row.verdict in RED and (row.broken or row.ruling.finished) for row in rows):
        return Exit.RED
    return Exit.UNFINISHED if any(row.ruling.targets and not row.ruling.finished for row in rows) else Exit.OK
