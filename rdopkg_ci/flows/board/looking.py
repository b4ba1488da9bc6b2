"""Look at the board again and again, whatever fails meanwhile."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from rdopkg_ci.core.disk import nearly_full
from rdopkg_ci.core.judging.row import Row
from rdopkg_ci.doors.processes import exhaustion
from rdopkg_ci.errors import CiError, Exit, NotAuthorised
from rdopkg_ci.flows import board
from rdopkg_ci.flows.board.comparing import Comparing
from rdopkg_ci.flows.gathering import snapshot
from rdopkg_ci.flows.gathering.snapshot import Snapshot
from rdopkg_ci.flows.services import Services


class Look(NamedTuple):
    """``rows`` are what was asked for, ``problems`` say what could not be seen; ``warnings`` are of
    this machine.
    """

    snapshot: Snapshot
    rows: Sequence[Row]
    problems: Sequence[CiError]
    warnings: Sequence[CiError] = ()

    @property
    def told(self) -> Sequence[CiError]:
        """What people have to know before the rows."""
        return [*self.snapshot.warnings, *self.problems, *self.warnings]

    @property
    def is_settled(self) -> bool:
        """Whether everything was seen, and nothing of it goes on; or whether a person has to mend
        first what keeps us from seeing it.
        """
        if any(isinstance(problem, NotAuthorised) for problem in self.problems):
            return True
        return not self.problems and not any(row.goes_on for row in self.rows)


class Looking:
    """At what ``what`` names, with what is learned from one look to the next."""

    def __init__(self, services: Services, what: Sequence[str]) -> None:
        self._services = services
        self._what = what
        self._comparing = Comparing()

    def look(self) -> Look:
        seen = snapshot.take(self._services, date.today(), to_read=True)
        rows = self._comparing.compared(seen, board.rows(seen, self._what))
        return Look(seen, rows, seen.problems, _warnings(self._services.settings.home))

    def look_again(self, last: Look) -> Look:
        """What is there by now, or what was there last, and why nobody can tell what is now.

        Raises CiError only for what does not pass: a name of nothing, a refusal.
        """
        try:
            return self.look()
        except CiError as error:
            if error.exit_code is not Exit.BROKEN:
                raise
            return last._replace(problems=(error,))


def _warnings(home: Path) -> Sequence[CiError]:
    told = nearly_full(exhaustion.disk_of(home))
    if not told:
        return ()
    hint = '`rdopkg ci clean --dry-run` says what may go.'
    return (CiError(f'the disk of {home} is nearly full: {told}', hint),)
