"""Take updates out of the pipeline: abandon their reviews, and move their files from updates/ or
ready/ to failed/.

The id of an update means all of it: failed/ keeps what was merged, and an open change that edits it
is abandoned too. The number of that change means it alone: the file stays where it is.

What they listed can be submitted again, and gets another id. Of several each is told on a line of
its own; those that cannot be withdrawn keep no other from it.

  rdopkg ci withdraw 06ny --reason 'breaks live migration'   whatever has become of it so far
"""

from __future__ import annotations

import argparse

from rdopkg_ci.commands import several
from rdopkg_ci.flows.abandoned import already
from rdopkg_ci.flows.withdraw import withdraw

arguments = several.arguments


def run(options: argparse.Namespace) -> int:
    return several.run(options, withdraw, already)
