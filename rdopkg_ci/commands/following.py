"""Pass when something happens, and now and then, for `rdopkg ci gate --events`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date
from typing import NoReturn

from rdopkg_ci.commands.arguments import Numbers
from rdopkg_ci.commands.passes import tell_pass
from rdopkg_ci.commands.telling import Teller
from rdopkg_ci.doors.processes import signals
from rdopkg_ci.errors import CiError
from rdopkg_ci.flows import gate
from rdopkg_ci.flows.following import follower
from rdopkg_ci.flows.polling import LONGEST, PAUSE
from rdopkg_ci.flows.services import Services

# The longest time between two passes, unless somebody says.
MINUTES = 10.0
EVERY = Numbers('--every', 'MINUTES', 0.1, 1440)


def follow(services: Services, every: float, tell: Teller) -> NoReturn:
    """Until a signal ends it. What goes wrong is told once, as long as it stays the same; only what
    the first pass cannot do ends it.
    """
    with signals.tidily(), follower(services.settings) as following:
        at = f'the events of {following.address}'
        print(f'following {at}; a pass every {every:g} minutes at least', file=sys.stderr)
        passes = Passes(services, every * 60, tell)
        pause = passes.first()
        while True:
            tell.problems(following.wait(pause))
            pause = passes.next()


class Passes:
    """Each returns for how long there is nothing to do unless something happens."""

    def __init__(self, services: Services, longest: float, tell: Teller) -> None:
        self._services = services
        self._longest = longest
        self._tell = tell
        self._pause = PAUSE

    def first(self) -> float:
        return self._pass()

    def next(self) -> float:
        try:
            return self._pass()
        except CiError as error:
            self._say([error])
            return self._longest

    def _pass(self) -> float:
        done = gate.once(self._services, date.today())
        tell_pass(self._tell, done)
        self._say([*done.warnings, *done.problems])
        # Nobody tells when runs end.
        is_waiting = done.unfinished and not done.events
        self._pause = min(2 * self._pause, LONGEST) if is_waiting else PAUSE
        return min(self._pause, self._longest) if done.unfinished else self._longest

    def _say(self, problems: Sequence[CiError]) -> None:
        self._tell.keep(problems)
        self._tell.problems(problems)
