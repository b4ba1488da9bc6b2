"""Everything that status shows: the open changes, the pool and what is ready, judged as the gate judges."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple, Optional, Sequence

from rdopkg_ci.core import targets, update_file
from rdopkg_ci.core.judge import Ruling
from rdopkg_ci.core.place import READY, UPDATES, Place
from rdopkg_ci.core.target import Target
from rdopkg_ci.core.update import Update
from rdopkg_ci.core.verdict import Verdict
from rdopkg_ci.doors.review import Change
from rdopkg_ci.flows import phase1, phase2, stage
from rdopkg_ci.flows.evidence import Evidence
from rdopkg_ci.flows.updates import Found, pool_at, updates_at
from rdopkg_ci.flows.world import World


class Row(NamedTuple):
    """One update. ``where`` is ``review`` or the directory it lies in; ``phase`` is the one whose ``ruling`` counts, empty when
    none was asked for; ``note`` says what is special or what comes next; ``targets`` are all targets of the update.
    """

    update_id: str
    title: str
    where: str
    phase: str
    ruling: Ruling
    targets: Sequence[Target]
    note: str = ''
    change: Optional[Change] = None
    broken: bool = False

    @property
    def verdict(self) -> Verdict:
        """What the update came to; one that waits for a person to ask for the next phase has passed the last one."""
        if self.broken:
            return Verdict.FAILED
        return self.ruling.verdict if self.ruling.targets else Verdict.PASSED
