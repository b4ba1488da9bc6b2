"""Do the same with several things that somebody names."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence

from rdopkg_ci import settings
from rdopkg_ci.commands import telling
from rdopkg_ci.core.event import Event
from rdopkg_ci.core.text.terminal import safe_line
from rdopkg_ci.errors import CiError, UsageError, worst
from rdopkg_ci.flows.services import Services, open_services

# With the name of an update, the reason, and whether only to say what would be done.
Act = Callable[[Services, str, str, bool], Sequence[Event]]
# Why there was nothing to do with what is called so.
Nothing = Callable[[Services, str], str]


def arguments(parser: argparse.ArgumentParser) -> None:
    what = (
        'an update: its id, file (or yours), package or build, or its change by number or address'
    )
    parser.add_argument('ids', nargs='+', metavar='ID', help=what)
    parser.add_argument('--reason', required=True, help='why, for everybody to read')
    parser.add_argument(
        '-n', '--dry-run', action='store_true', help='say what would be done and change nothing'
    )
    telling.arguments(parser)


def run(options: argparse.Namespace, act: Act, nothing: Nothing) -> int:
    """Of updates, for a reason that everybody can read."""
    if not options.reason.strip():
        raise UsageError('--reason is empty')
    services, tell = open_services(settings.load(), create=False), telling.Teller(options.json)

    unchanged: list[dict[str, str]] = []

    def one(name: str) -> None:
        events = act(services, name, options.reason, options.dry_run)
        (tell.planned if options.dry_run else tell.events)(events)
        if not events:
            why = nothing(services, name)
            unchanged.append({'name': safe_line(name), 'reason': why})
            tell.text(f'{safe_line(name)}: nothing to do, {why}\n')

    failures = each(options.ids, one, tell)
    tell.finish(unchanged=unchanged, dry_run=options.dry_run)
    return worst(failures)


def each(names: Sequence[str], do: Callable[[str], None], tell: telling.Teller) -> list[CiError]:
    """Do it with each, whatever becomes of the others; returns what failed, which was told. Of a
    single one its failure is raised.
    """
    failures: list[CiError] = []
    for name in names:
        try:
            do(name)
        except CiError as error:
            if len(names) == 1:
                raise
            failures.append(error)
            tell.failed(error)
    return failures
