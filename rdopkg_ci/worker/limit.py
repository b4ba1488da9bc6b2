"""The time limit of a step."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from rdopkg_ci.worker.endings import TimeIsUp

GRACE = 60


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raise TimeIsUp when the seconds are over; a minute later the process is killed, for code
    that never comes back to Python.
    """

    def ring(number: int, frame: FrameType | None) -> None:
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.alarm(GRACE)
        raise TimeIsUp

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, max(seconds, 0.001))
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
