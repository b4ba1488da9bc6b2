"""A lock that the kernel frees when its holder dies: nobody has to clean up after a kill."""

from __future__ import annotations

import fcntl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rdopkg_ci.errors import CiError

PAUSE = 0.02


@contextmanager
def held(path: Path, patience: float = 120.0) -> Iterator[None]:
    """Hold the lock file at ``path``; raises CiError when somebody else holds it for ``patience``
    seconds.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    until = time.monotonic() + patience
    with open(path, 'ab') as stream:
        while not _take(stream.fileno()):
            if time.monotonic() > until:
                raise CiError(
                    f'{path} is held by another process', 'Run this again when that one is done.'
                )
            time.sleep(PAUSE)
        yield


def _take(handle: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
