"""Look at open changes, runs and the pool, and do whatever is next until nothing is left to do.

It keeps no state: run it again at any time, also while another one runs.
"""

from __future__ import annotations

import argparse
import time
from datetime import date

from rdopkg_ci import settings
from rdopkg_ci.core.text.terminal import safe
from rdopkg_ci.errors import Exit
from rdopkg_ci.flows import gate
from rdopkg_ci.flows.services import open_services

PAUSE = 0.5


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        '--once',
        action='store_true',
        help='one pass, without waiting for runs; exits 8 while some go on',
    )


def run(options: argparse.Namespace) -> int:
    services = open_services(settings.load())
    while True:
        done = gate.once(services, date.today())
        for deed in done.deeds:
            print(safe(deed), flush=True)
        if options.once:
            return Exit.UNFINISHED if done.unfinished else Exit.OK
        if not done.unfinished:
            return Exit.OK
        time.sleep(PAUSE)
