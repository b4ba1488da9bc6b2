"""Do something in a process of its own, which ends when its time is up, whatever it is doing.

A limit kept by a signal in our own process never arrives while C code runs: decompression, XML,
the solver. The parent waits outside and kills; the kernel bounds the rest.
"""

from __future__ import annotations

import os
import pickle
import select
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import NoReturn, TypeVar

from rdopkg_ci.doors import processes
from rdopkg_ci.doors.processes.bounds import Bounds

T = TypeVar('T')
_PIECE = 1 << 16
_MOST = 64_000_000
# In seconds: select(2) takes no more than some years.
_LONGEST = 1e7
# The exit code of a child without memory for anything better.
_NO_MEMORY = 77


class TimeIsUp(Exception):
    """The limit passed while it ran."""


class Died(Exception):
    """It ended without an answer; the message says how."""


def confined(work: Callable[[], T], seconds: float, bounds: Bounds, scratch: Path) -> T:
    """What ``work`` returns, which must be a value that can be pickled and raises nothing.

    Temporary files go to ``scratch``. Raises TimeIsUp when the seconds are over, Died when the
    process crashed or was killed. Nothing that it started runs on.
    """
    processes.adopt_orphans()
    spare = processes.descendants()
    reader, writer = os.pipe()
    sys.stdout.flush()
    parent = os.getpid()
    pid = os.fork()
    if not pid:
        _be_child(work, writer, parent, bounds, scratch)
    os.close(writer)
    try:
        answer = _read(reader, time.monotonic() + seconds)
    finally:
        os.close(reader)
        processes.end_group(pid)
        status = _reap(pid)
        processes.end_descendants(spare)
    if status or not answer:
        raise Died(_how(status))
    found: T = pickle.loads(answer)  # noqa: S301 - from our own process, by a pipe of ours
    return found


def _be_child(
    work: Callable[[], object], writer: int, parent: int, bounds: Bounds, scratch: Path
) -> NoReturn:
    """Whatever happens here, what follows in the parent must not happen twice."""
    code = 1
    try:
        os.setpgid(0, 0)
        processes.die_with(parent)
        processes.adopt_orphans()
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        bounds.hold()
        scratch.mkdir(parents=True, exist_ok=True)
        tempfile.tempdir = str(scratch)
        answer = memoryview(pickle.dumps(work()))
        sys.stdout.flush()
        # Left open: the parent sees the end of it when we have ended, and not before.
        while answer:
            answer = answer[os.write(writer, answer) :]
        code = 0
    except MemoryError:
        code = _NO_MEMORY
    finally:
        os._exit(code)


def _read(reader: int, deadline: float) -> bytes:
    """All that comes until the other end is closed."""
    found = bytearray()
    while True:
        left = min(deadline - time.monotonic(), _LONGEST)
        if left <= 0 or not select.select([reader], [], [], left)[0]:
            raise TimeIsUp
        piece = os.read(reader, _PIECE)
        if not piece:
            return bytes(found)
        if len(found) > _MOST:
            raise Died(f'answered with more than {_MOST:,} bytes')
        found += piece


def _reap(pid: int) -> int:
    """The exit code; negative for a signal."""
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGCONT)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def _how(status: int) -> str:
    if status == _NO_MEMORY:
        return 'needs more memory than runs.memory allows'
    if status < 0:
        return f'was killed by signal {-status}'
    return f'ended with code {status} and without a word'
