"""Look again and again: there is no call that waits."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar('T')
PAUSE = 0.5


def poll(once: Callable[[], tuple[T, bool]]) -> T:
    """What ``once`` found when it said that it was done."""
    while True:
        found, is_done = once()
        if is_done:
            return found
        time.sleep(PAUSE)
