"""Take updates that are ready back to updates/, under their ids: the next `rdopkg update --phase2`
tests them again, and they may be edited with `rdopkg update FILE --id ID`.

Of several each is told on a line of its own; those that are not ready keep no other from it.

  rdopkg ci revert 06ny --reason 'stage finds it at fault'   phase2 tests it again
"""

from __future__ import annotations

import argparse

from rdopkg_ci.commands import several
from rdopkg_ci.flows.revert import revert

arguments = several.arguments


def run(options: argparse.Namespace) -> int:
    return several.run(options, revert, lambda services, name: 'it is in updates/')
