"""Look at open changes, runs and the pool, and do whatever is next until nothing is left to do.

It keeps no state: run it again at any time, also while another one runs.

  rdopkg ci gate --timer    one pass, for a cron
  rdopkg ci gate --events   as a service beside a Gerrit
"""

from __future__ import annotations

import argparse
from datetime import date

from rdopkg_ci import settings
from rdopkg_ci.commands import following, telling
from rdopkg_ci.commands.passes import PassReport, tell_pass
from rdopkg_ci.errors import Exit, UsageError, exit_of
from rdopkg_ci.flows import gate
from rdopkg_ci.flows.gate import Pass
from rdopkg_ci.flows.phases.once import once_only
from rdopkg_ci.flows.polling import poll
from rdopkg_ci.flows.services import open_services
from rdopkg_ci.view import follow
from rdopkg_ci.view.gate import going


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        '--once',
        action='store_true',
        help='one pass, without waiting for runs; exits 8 while some go on',
    )
    parser.add_argument(
        '--timer',
        action='store_true',
        help='one pass that exits 0 while runs go on: for what starts it again and again',
    )
    parser.add_argument(
        '--events',
        action='store_true',
        help='go on for ever: a pass whenever something happens on the Gerrit, by ssh',
    )
    parser.add_argument(
        '--every',
        type=following.EVERY.any,
        metavar='MINUTES',
        help=f'with --events: a pass so often at least (default: {following.MINUTES:g})',
    )
    telling.arguments(parser)


def run(options: argparse.Namespace) -> int:
    _check_together(options)
    services = once_only(open_services(settings.load(), create=False))
    tell = telling.Teller(options.json)
    if options.events:
        following.follow(services, options.every or following.MINUTES, tell)
    is_single, found = options.once or options.timer, PassReport()

    def once() -> tuple[Pass, bool]:
        done = gate.once(services, date.today())
        tell.problems(done.warnings)
        tell_pass(tell, done, found.stopped)
        found.add(done)
        if going(done.rows):
            tell.alive(going(done.rows))
        return done, is_single or bool(done.problems) or not done.unfinished

    done = poll(once)
    if options.once and done.unfinished:
        tell.text(follow.of(done.events))
    tell.problems(done.problems)
    tell.finish(**found.data())
    if done.problems:
        return exit_of(done.problems)
    return Exit.UNFINISHED if done.unfinished and not options.timer else Exit.OK


def _check_together(options: argparse.Namespace) -> None:
    if options.every and not options.events:
        raise UsageError('--every: only with --events')
    if options.once and options.timer:
        raise UsageError(
            '--once: not with --timer',
            'Both are one pass: --once ends with 8 while runs go on, --timer with 0.',
        )
    others = {'--once': options.once, '--timer': options.timer, '--json': options.json}
    wrong = [name for name, is_given in others.items() if is_given]
    if options.events and wrong:
        raise UsageError(f'{", ".join(wrong)}: not with --events, which never ends')
