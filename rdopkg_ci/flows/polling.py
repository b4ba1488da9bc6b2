"""Look again and again: there is no call that waits."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar('T')
PAUSE = 0.5
# In seconds: builds take minutes, and their servers are asked by everybody.
LONGEST = 60.0


class Pauses:
    """Pauses that grow while nothing changes."""

    def __init__(self) -> None:
        self._seconds = PAUSE

    def pause(self) -> None:
        time.sleep(self._seconds)
        self._seconds = min(2 * self._seconds, LONGEST)


def _pause() -> None:
    time.sleep(PAUSE)


def poll(once: Callable[[], tuple[T, bool]], wait: Callable[[], None] = _pause) -> T:
    """What ``once`` found when it said that it was done, having waited between two looks."""
    while True:
        found, is_done = once()
        if is_done:
            return found
        wait()
