"""Look at the board again and again, whatever fails meanwhile."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from rdopkg_ci.core.judging.row import Row
from rdopkg_ci.errors import CiError, Exit
from rdopkg_ci.flows import board, snapshot
from rdopkg_ci.flows.services import Services
from rdopkg_ci.flows.snapshot import Snapshot


class Look(NamedTuple):
    """``rows`` are what was asked for, ``problems`` say what could not be seen."""

    snapshot: Snapshot
    rows: Sequence[Row]
    problems: Sequence[str]

    @property
    def is_settled(self) -> bool:
        """Whether everything was seen, and nothing of it goes on."""
        return not self.problems and not any(row.is_unfinished for row in self.rows)


def look(services: Services, what: Sequence[str]) -> Look:
    seen = snapshot.take(services, date.today())
    return Look(seen, board.rows(seen, what), seen.problems)


def look_again(services: Services, what: Sequence[str], last: Look) -> Look:
    """What is there by now, or what was there last, and why nobody can tell what is now.

    Raises CiError only for what does not pass: a name of nothing, a refusal.
    """
    try:
        return look(services, what)
    except CiError as error:
        if error.exit_code is not Exit.BROKEN:
            raise
        return last._replace(problems=(str(error),))
