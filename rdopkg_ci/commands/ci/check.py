"""Look again whether the builds of all updates that wait, in updates/ and ready, can be had from
their sources. The gate does so once a day.
"""

from __future__ import annotations

import argparse

from rdopkg_ci import settings
from rdopkg_ci.commands import telling
from rdopkg_ci.errors import Exit
from rdopkg_ci.flows import checking
from rdopkg_ci.flows.services import open_services


def arguments(parser: argparse.ArgumentParser) -> None:
    telling.arguments(parser)


def run(options: argparse.Namespace) -> int:
    services, tell = open_services(settings.load(), create=False), telling.Teller(options.json)
    done = checking.check(services)
    tell.events(done.events)
    if not done.events and not done.problems:
        tell.text(f'All builds that wait can be had: {done.checked} looked up.\n')
    tell.problems(done.problems)
    tell.finish(checked=done.checked)
    if done.problems:
        return Exit.BROKEN
    return Exit.RED if done.events else Exit.OK
