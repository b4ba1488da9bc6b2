"""Show everything of one update: who, when, its file, its builds, its review, its runs and causes.

WHAT is as for status, and names one update; what was pushed long ago is shown too. An open change
that edits the update comes below it; the number of that change shows it alone.

  rdopkg ci show 06ny                            by its id
  rdopkg ci show openstack-nova-2015.1.0-3.el7   by a build of it
"""

from __future__ import annotations

import argparse
import sys
from datetime import date

from rdopkg_ci import settings
from rdopkg_ci.commands import telling
from rdopkg_ci.errors import exit_of
from rdopkg_ci.flows import showing
from rdopkg_ci.flows.gathering import snapshot
from rdopkg_ci.flows.services import open_services
from rdopkg_ci.view import show as view
from rdopkg_ci.view import show_data
from rdopkg_ci.view.style import Style, paint_for


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument('what', metavar='WHAT', help='the update')
    telling.arguments(parser)


def run(options: argparse.Namespace) -> int:
    services, tell = open_services(settings.load(), create=False), telling.Teller(options.json)
    seen = snapshot.take(services, date.today(), every_attempt=True, to_read=True)
    tell.problems([*seen.warnings, *seen.problems])
    found = showing.story(seen, options.what)
    tell.text(view.text(found, Style(paint_for(sys.stdout), gate=services.settings.gate)))
    tell.finish(**show_data.data(found))
    return exit_of(seen.problems)
