"""One pass of the gate: look at open changes, runs and the pool; do whatever is next.

It keeps no state, so it can be killed anywhere and run again, twice at once, or not for a day.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from rdopkg_ci.flows import phase1, phase2
from rdopkg_ci.flows.services import Services
from rdopkg_ci.flows.snapshot import Snapshot


class Pass(NamedTuple):
    """``deeds`` are sentences; ``unfinished`` says that runs are still to end."""

    deeds: Sequence[str]
    unfinished: bool


def once(services: Services, today: date) -> Pass:
    snapshot = Snapshot.of(services, today)
    reviewed, tested = phase1.look(snapshot), phase2.look(snapshot)
    deeds = [deed for item in reviewed for deed in phase1.advance(services, item)]
    deeds += [deed for item in tested for deed in phase2.advance(services, item)]
    waiting = [item.ruling for item in reviewed if item.update and not item.change.wip] + [
        item.ruling for item in tested
    ]
    return Pass(deeds, any(not ruling.finished for ruling in waiting))
