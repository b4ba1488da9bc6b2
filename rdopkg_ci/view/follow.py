"""How people follow what was started, whatever started it."""

from __future__ import annotations

from collections.abc import Iterable

from rdopkg_ci.core.event import Action, Event
from rdopkg_ci.core.phase import PHASE1

_STARTS = (Action.STARTED, Action.RESTARTED, Action.UNDER_WAY)
# As many as anybody types.
_NAMED = 4


def follow(*names: str) -> str:
    """A line; the names are those that the board knows it by."""
    return f'follow it: `rdopkg ci status {" ".join(names)} --watch`\n'


def of(events: Iterable[Event]) -> str:
    """The same of the runs that were started; empty where none was."""
    runs = [event for event in events if event.action in _STARTS]
    alone = sorted({run.subject for run in runs if run.phase == PHASE1})
    phases = sorted({run.phase for run in runs} - ({PHASE1} if len(alone) <= _NAMED else set()))
    names = [*(alone if len(alone) <= _NAMED else ()), *phases]
    return follow(*names) if names else ''
