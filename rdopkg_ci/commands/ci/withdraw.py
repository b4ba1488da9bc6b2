"""Take updates out of the pipeline: abandon their reviews, and move their files from updates/ or
ready/ to failed/.

What they listed can be submitted again, and gets another id. Of several each is told on a line of
its own; those that cannot be withdrawn keep no other from it.
"""

from __future__ import annotations

import argparse

from rdopkg_ci import settings
from rdopkg_ci.commands import telling
from rdopkg_ci.errors import CiError, UsageError, worst
from rdopkg_ci.flows import withdraw
from rdopkg_ci.flows.services import open_services


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        'ids', nargs='+', metavar='ID', help='an update, or the number of its change'
    )
    parser.add_argument('--reason', required=True, help='why, for everybody to read')
    telling.arguments(parser)


def run(options: argparse.Namespace) -> int:
    if not options.reason.strip():
        raise UsageError('--reason is empty')
    services, tell = open_services(settings.load(), create=False), telling.Teller(options.json)
    failures: list[CiError] = []
    for one in options.ids:
        try:
            events = withdraw.withdraw(services, one, options.reason)
        except CiError as error:
            if len(options.ids) == 1:
                raise
            failures.append(error)
            tell.failed(error)
            continue
        tell.events(events)
        if not events:
            tell.text(f'{one}: nothing to do, it has been withdrawn\n')
    tell.finish()
    return worst(failures)
