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

_SIGNALS = (signal.SIGTERM, signal.SIGHUP)


@contextmanager
def orderly() -> Iterator[None]:
    """Turn the signals into SystemExit with the code that a shell gives them, so that everything
    on the way out is cleaned up; no process below us stays.
    """
    before = {number: signal.signal(number, _leave) for number in _SIGNALS}
    processes.adopt_orphans()
    try:
        yield
    finally:
        processes.end_descendants()
        for number, handler in before.items():
            signal.signal(number, handler)


def _leave(number: int, frame: FrameType | None) -> NoReturn:
    # Once is enough: a second one must not end the cleaning.
    for one in _SIGNALS:
        signal.signal(one, signal.SIG_IGN)
    raise SystemExit(128 + number)
