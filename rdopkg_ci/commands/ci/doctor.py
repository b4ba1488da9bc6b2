"""Check that all is there that is needed: repo, policy, Jenkins, jobs, agents and permissions.

A line a question; where something is wrong, the remedy below it. Nothing is changed.

  rdopkg ci doctor --gate   on the machine and account of the gate
"""

from __future__ import annotations

import argparse

from rdopkg_ci import settings
from rdopkg_ci.commands import telling
from rdopkg_ci.core.finding import Health
from rdopkg_ci.errors import Exit
from rdopkg_ci.flows import doctor
from rdopkg_ci.view import doctor as view


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        '--gate',
        action='store_true',
        help='as the account of the gate, which needs more rights',
    )
    telling.arguments(parser)


def run(options: argparse.Namespace) -> int:
    teller = telling.Teller(options.json)
    checks = doctor.examine(settings.load(), options.gate)
    teller.text(view.text(checks))
    teller.finish(checks=[view.data(check) for check in checks])
    found = {check.health for check in checks}
    if Health.NOT_AUTHORISED in found:
        return Exit.NOT_AUTHORISED
    return Exit.BROKEN if Health.BAD in found else Exit.OK
