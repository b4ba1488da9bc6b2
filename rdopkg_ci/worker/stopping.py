"""SIGTERM, which is what `stop`, Jenkins' abort and systemd send: everything ends, and nothing is
left behind.
"""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn

from rdopkg_ci.doors import processes
from rdopkg_ci.doors.processes import signals
from rdopkg_ci.errors import CiError

_GRACE = 60


@contextmanager
def orderly() -> Iterator[None]:
    """Turn the signals into SystemExit with the code that a shell gives them, so that everything
    on the way out is cleaned up; no process below us stays.
    """
    with signals.tidily():
        processes.adopt_orphans()
        try:
            yield
        finally:
            processes.end_descendants()


@contextmanager
def within(seconds: int, what: str) -> Iterator[None]:
    """Raise CiError when it takes longer; a minute later this process is killed, for code that
    never comes back to Python. For the time before there are steps, which have limits of their own.
    """

    def ring(number: int, frame: FrameType | None) -> NoReturn:
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.alarm(_GRACE)
        raise CiError(f'{what} took more than {seconds} seconds')

    before = signal.signal(signal.SIGALRM, ring)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
