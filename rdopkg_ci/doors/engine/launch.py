"""The process around a worker: it notes that it started, holds the run's lock, and leaves nothing
running behind.

Whoever starts workers may be killed right after it did; what this process writes itself is true.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from types import FrameType
from typing import NoReturn

from rdopkg_ci.doors import processes

# How many seconds a worker has to end when it is told to.
PATIENCE = 15


def main(place: str, *command: str) -> NoReturn:
    """Run the command until it ends, and end with its exit code."""
    temporary = Path(place, '.started.json')
    temporary.write_text(json.dumps({'pid': os.getpid(), 'at': time.time()}), 'utf-8')
    temporary.replace(Path(place, 'started.json'))
    # Who stops a run leaves its mark first and looks for us then: one of us sees the other.
    if Path(place, 'stopped').exists():
        sys.exit(0)
    processes.adopt_orphans()
    worker = _start(command)

    def leave(number: int, frame: FrameType | None) -> None:
        """A signal to our session reaches the worker as well; one to us alone must, too."""
        with suppress(ProcessLookupError):
            os.kill(worker, signal.SIGTERM)
        signal.alarm(PATIENCE)

    signal.signal(signal.SIGTERM, leave)
    signal.signal(signal.SIGHUP, leave)
    signal.signal(signal.SIGALRM, lambda number, frame: processes.end_descendants())
    status = _wait(worker)
    signal.alarm(0)
    processes.end_descendants()
    sys.exit(status if status >= 0 else 128 - status)


def _start(command: Sequence[str]) -> int:
    parent = os.getpid()
    pid = os.fork()
    if pid:
        return pid
    try:
        processes.die_with(parent, signal.SIGTERM)
        os.execvp(command[0], list(command))
    finally:
        os._exit(127)


def _wait(worker: int) -> int:
    """The worker's exit code; negative for a signal. Orphans that ended meanwhile are buried."""
    while True:
        try:
            pid, status = os.wait()
        except ChildProcessError:
            # It was buried by `leave`.
            return -signal.SIGKILL
        if pid == worker:
            return os.waitstatus_to_exitcode(status)
