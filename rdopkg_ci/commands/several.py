"""Do the same with several updates, for a reason that everybody can read."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence

from rdopkg_ci import settings
from rdopkg_ci.commands import telling
from rdopkg_ci.core.event import Event
from rdopkg_ci.errors import CiError, UsageError, worst
from rdopkg_ci.flows.services import Services, open_services

# With the name of an update, and the reason.
Act = Callable[[Services, str, str], Sequence[Event]]


def arguments(parser: argparse.ArgumentParser) -> None:
    what = 'an update, or the number of its change'
    parser.add_argument('ids', nargs='+', metavar='ID', help=what)
    parser.add_argument('--reason', required=True, help='why, for everybody to read')
    telling.arguments(parser)


def run(options: argparse.Namespace, act: Act, nothing: str) -> int:
    """Each by itself: what cannot be done with one keeps no other from it. ``nothing`` says why
    there may be nothing to do.
    """
    if not options.reason.strip():
        raise UsageError('--reason is empty')
    services, tell = open_services(settings.load(), create=False), telling.Teller(options.json)
    failures: list[CiError] = []
    for one in options.ids:
        try:
            events = act(services, one, options.reason)
        except CiError as error:
            if len(options.ids) == 1:
                raise
            failures.append(error)
            tell.failed(error)
            continue
        tell.events(events)
        if not events:
            tell.text(f'{one}: nothing to do, {nothing}\n')
    tell.finish()
    return worst(failures)
