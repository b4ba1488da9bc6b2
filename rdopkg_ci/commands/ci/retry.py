"""Run again what is red, when something around it has changed: a mirror is back, production has
what was missing.

WHAT is as for status: an update, a change, a release, a target or a phase; without it everything
red. `rdopkg ci gate` collects what comes of it. Of what only waits it says what for.

  rdopkg ci retry                 everything that is red
  rdopkg ci retry 06ny kilo/el7   what is red of these
"""

from __future__ import annotations

import argparse
from datetime import date

from rdopkg_ci import settings
from rdopkg_ci.commands import telling
from rdopkg_ci.errors import exit_of
from rdopkg_ci.flows import board, retry
from rdopkg_ci.flows.gathering import snapshot
from rdopkg_ci.flows.services import open_services
from rdopkg_ci.view import follow
from rdopkg_ci.view import retry as view
from rdopkg_ci.view.board_data import data, turn_data


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument('what', nargs='*', metavar='WHAT', help='what to run again')
    telling.arguments(parser)


def run(options: argparse.Namespace) -> int:
    services = open_services(settings.load(), create=False)
    seen = snapshot.take(services, date.today(), every_attempt=True)
    tell = telling.Teller(options.json)
    events = retry.retry(seen, options.what)
    tell.events(events)
    rows = board.rows(seen, options.what) if options.what or not events else ()
    named = rows if options.what else ()
    tell.text(view.held(retry.held(named) if events else ()))
    turns = retry.turns(seen, events)
    for turn in turns:
        tell.text(f'next: {turn.told(gate=services.settings.gate)}\n')
    tell.text(follow.of(events))
    beyond = () if events else retry.beyond(rows)
    waiting = () if events else retry.waiting(named)
    if not events:
        tell.text(view.nothing(beyond, waiting, services.settings.gate))
    tell.problems([*seen.warnings, *seen.problems])
    tell.finish(updates=data([*beyond, *waiting]), next=[turn_data(turn) for turn in turns])
    return exit_of(seen.problems)
