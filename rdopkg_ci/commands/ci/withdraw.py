"""Take an update out of the pipeline: abandon its review, and move its file from updates/ or ready/
to failed/.

What it listed can be submitted again, and gets another id.
"""

from __future__ import annotations

import argparse

from rdopkg_ci import settings
from rdopkg_ci.commands import telling
from rdopkg_ci.errors import Exit, UsageError
from rdopkg_ci.flows import withdraw
from rdopkg_ci.flows.services import open_services


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument('id', metavar='ID', help='the update')
    parser.add_argument('--reason', required=True, help='why, for everybody to read')
    telling.arguments(parser)


def run(options: argparse.Namespace) -> int:
    if not options.reason.strip():
        raise UsageError('--reason is empty')
    services, tell = open_services(settings.load(), create=False), telling.Teller(options.json)
    events = withdraw.withdraw(services, options.id, options.reason)
    tell.events(events)
    if not events:
        tell.text(f'{options.id}: nothing to do, it has been withdrawn\n')
    tell.finish()
    return Exit.OK
