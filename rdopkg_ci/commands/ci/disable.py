"""Leave a target out of judgement until a date: it is shown as disabled, never as green.

This edits the policy in the rdo-update repo as a commit. With --signature only failures of that
kind are covered; an update whose targets are all disabled waits for a person.

  rdopkg ci disable kilo/el7 --until 2015-06-01 --reason 'mirror is gone'
"""

from __future__ import annotations

import argparse
from datetime import date

from rdopkg_ci import settings
from rdopkg_ci.commands import telling
from rdopkg_ci.commands.arguments import target_argument
from rdopkg_ci.core.phase import PHASES
from rdopkg_ci.core.policy.policy import Disable
from rdopkg_ci.errors import Exit, UsageError
from rdopkg_ci.flows import disables
from rdopkg_ci.flows.services import open_services
from rdopkg_ci.view import policy as view


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        'target', type=target_argument, metavar='RELEASE/DIST', help='the target to leave out'
    )
    parser.add_argument('--reason', required=True, help='why, for everybody to read')
    parser.add_argument(
        '--until', required=True, type=_day, metavar='YYYY-MM-DD', help='the last day it holds'
    )
    parser.add_argument('--owner', default='', help='who looks after it (you, as git knows you)')
    parser.add_argument('--phase', default='', choices=PHASES, help='only in this phase')
    parser.add_argument(
        '--signature',
        default='',
        metavar='ID',
        help='only failures of this kind, as `rdopkg ci status` names it',
    )
    telling.arguments(parser)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f'{text!r} is not a day: write YYYY-MM-DD') from None


def run(options: argparse.Namespace) -> int:
    if options.until < date.today():
        raise UsageError(f'--until {options.until} is over already')
    services, tell = open_services(settings.load(), create=False), telling.Teller(options.json)
    owner = options.owner or services.repo.person()
    asked = Disable(
        options.target, options.reason, owner, options.until, options.phase, options.signature
    )
    done = disables.disable(services, asked)
    tell.text(f'{done.target} is disabled{done.scope} until {done.until}\n')
    tell.finish(disabled=[view.disable_data(done)])
    return Exit.OK
