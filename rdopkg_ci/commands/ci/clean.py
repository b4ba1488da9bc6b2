"""Remove what may go of what lies in our home: runs of this machine, downloads and metadata of
repos, signed copies of RPMs, and temporary directories that killed workers left. What an update on
its way needs always stays.

  rdopkg ci clean --dry-run   show what may go
"""

from __future__ import annotations

import argparse
from datetime import date, datetime, timezone

from rdopkg_ci import settings
from rdopkg_ci.commands import telling
from rdopkg_ci.commands.arguments import Numbers
from rdopkg_ci.errors import Exit
from rdopkg_ci.flows import cleaning
from rdopkg_ci.flows.gathering import snapshot
from rdopkg_ci.flows.services import open_services
from rdopkg_ci.view import clean as view

# What is newer than a day may be in use.
DAYS = Numbers('--days', 'days', 1, 36_500)


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        '--days',
        type=DAYS.whole,
        default=30,
        metavar='N',
        help='what nobody has used for so many days (%(default)s)',
    )
    parser.add_argument('-n', '--dry-run', action='store_true', help='only show what may go')
    telling.arguments(parser)


def run(options: argparse.Namespace) -> int:
    loaded, tell = settings.load(), telling.Teller(options.json)
    services = open_services(loaded, create=False)
    needed = cleaning.wanted(snapshot.take(services, date.today(), every_attempt=True))
    found = cleaning.survey(loaded, needed, options.days, datetime.now(timezone.utc))
    if not options.dry_run:
        cleaning.remove(found)
    tell.text(view.text(found, removed=not options.dry_run))
    tell.finish(removed=not options.dry_run, leftovers=view.data(found))
    return Exit.OK
