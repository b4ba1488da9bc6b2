"""Check that production holds what was tested: compare the metadata that everybody reads with the
checksums that are kept of every update in pushed/.

An RPM that is gone is no fault where a newer build of its package is there. It ends with 3 where
something is missing or another, 1 where production of a target cannot be read.

  rdopkg ci verify          every target that anything was published to
  rdopkg ci verify kilo     those of one release
"""

from __future__ import annotations

import argparse

from rdopkg_ci import settings
from rdopkg_ci.commands import telling
from rdopkg_ci.errors import Exit
from rdopkg_ci.flows.services import open_branch
from rdopkg_ci.flows.verifying import verification
from rdopkg_ci.view import verify as view


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument('what', nargs='*', metavar='RELEASE|RELEASE/DIST', help='only these')
    telling.arguments(parser)


def run(options: argparse.Namespace) -> int:
    found = verification(open_branch(settings.load(), create=False), options.what)
    tell = telling.Teller(options.json)
    if not any(found):
        tell.text('Nothing was published yet.\n')
    tell.text(view.text(found.targets, found.left, found.unrecorded))
    tell.problems(found.problems)
    tell.finish(**view.data(found.targets, found.left, found.unrecorded))
    if any(one.mismatches for one in found.targets):
        return Exit.RED
    return Exit.BROKEN if found.problems else Exit.OK
