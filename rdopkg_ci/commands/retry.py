"""Run again what is red, when something around it has changed: a mirror is back, production has
what was missing.

WHAT is as for status: an update, a change, a release, a target or a phase; without it everything
red. `rdopkg ci gate` collects what comes of it.
"""

from __future__ import annotations

import argparse
from datetime import date

from rdopkg_ci import settings
from rdopkg_ci.core.text.terminal import safe
from rdopkg_ci.errors import Exit
from rdopkg_ci.flows import retry
from rdopkg_ci.flows.services import open_services
from rdopkg_ci.flows.snapshot import Snapshot


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument('what', nargs='*', metavar='WHAT', help='what to run again')


def run(options: argparse.Namespace) -> int:
    deeds = retry.retry(Snapshot.of(open_services(settings.load()), date.today()), options.what)
    for deed in deeds:
        print(safe(deed))
    if not deeds:
        print('Nothing of this is red.')
    return Exit.OK
