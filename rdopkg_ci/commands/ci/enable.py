"""Take a target back into judgement: remove its disables from the policy, as a commit."""

from __future__ import annotations

import argparse

from rdopkg_ci import settings
from rdopkg_ci.commands import telling
from rdopkg_ci.commands.arguments import target_argument
from rdopkg_ci.errors import Exit
from rdopkg_ci.flows import disables
from rdopkg_ci.flows.services import open_services


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        'target', type=target_argument, metavar='RELEASE/DIST', help='the target to take back'
    )
    telling.arguments(parser)


def run(options: argparse.Namespace) -> int:
    services, tell = open_services(settings.load(), create=False), telling.Teller(options.json)
    changed = disables.enable(services, options.target)
    tell.text(f'{options.target} {"is enabled" if changed else "was not disabled"}\n')
    tell.finish(target=str(options.target), changed=changed)
    return Exit.OK
