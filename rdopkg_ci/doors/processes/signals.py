"""The signals that ask us to end, as ways out that clean up."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn

_SIGNALS = (signal.SIGTERM, signal.SIGHUP)


class ToldToEnd(SystemExit):
    """A signal came; ``code`` is the one that a shell gives it."""


@contextmanager
def tidily() -> Iterator[None]:
    """Turn the signals into `ToldToEnd`, but for those that are ignored, as nohup has it."""
    heard = [one for one in _SIGNALS if signal.getsignal(one) is not signal.SIG_IGN]
    before = {number: signal.signal(number, _leave) for number in heard}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _leave(number: int, frame: FrameType | None) -> NoReturn:
    # Once is enough: a second one must not end the cleaning.
    for one in _SIGNALS:
        signal.signal(one, signal.SIG_IGN)
    raise ToldToEnd(128 + number)
