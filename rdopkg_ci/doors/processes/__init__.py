"""The tree of processes below this one, and its end. It needs Linux; elsewhere only process groups
are ended.
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys
import time
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path

IS_LINUX = sys.platform.startswith('linux')
# Loaded now, for a process that was just forked shall load nothing.
_LIBC = ctypes.CDLL(None) if IS_LINUX else None
_PR_SET_PDEATHSIG, _PR_SET_CHILD_SUBREAPER = 1, 36
_PROC = Path('/proc')
_ROUNDS, _PAUSE = 500, 0.01


def adopt_orphans() -> None:
    """From now on every process below us whose parent ends becomes our child, so that none gets
    away by starting a session of its own.
    """
    _prctl(_PR_SET_CHILD_SUBREAPER, 1)


def die_with(parent: int, number: int = signal.SIGKILL) -> None:
    """Have the kernel send us the signal when our parent, the process ``parent``, ends."""
    _prctl(_PR_SET_PDEATHSIG, number)
    if IS_LINUX and os.getppid() != parent:
        # It ended before the kernel knew.
        os.kill(os.getpid(), number)


def _prctl(option: int, value: int) -> None:
    if _LIBC is not None:
        _LIBC.prctl(option, value, 0, 0, 0)


def descendants(of: int = 0) -> frozenset[int]:
    """The ids of all living processes below the process ``of``, by default this one, and of its
    dead children; none where we cannot know.
    """
    children: dict[int, list[int]] = {}
    for place in _PROC.glob('[0-9]*') if IS_LINUX else ():
        pid = int(place.name)
        parent = _parent(place)
        if parent:
            children.setdefault(parent, []).append(pid)
    found: set[int] = set()
    heads = [of or os.getpid()]
    while heads:
        new = [pid for pid in children.get(heads.pop(), ()) if pid not in found]
        found.update(new)
        heads += new
    return frozenset(found)


def _parent(place: Path) -> int:
    """0 for a process that is gone meanwhile."""
    try:
        stat = (place / 'stat').read_bytes()
    except OSError:
        return 0
    # The name of the program, in parentheses, may hold anything.
    return int(stat.rpartition(b')')[2].split()[1])


def end_descendants(spare: Collection[int] = ()) -> None:
    """Kill all processes below us but those to ``spare``, and those that they start meanwhile."""
    for _ in range(_ROUNDS):
        doomed = descendants() - set(spare)
        if not doomed:
            return
        for pid in doomed:
            with suppress(ProcessLookupError, PermissionError):
                os.kill(pid, signal.SIGKILL)
        for pid in doomed:
            with suppress(ChildProcessError):
                os.waitpid(pid, os.WNOHANG)
        time.sleep(_PAUSE)


def end_tree(pid: int) -> None:
    """Kill our child ``pid`` and all processes below it."""
    for one in (pid, *descendants(pid)):
        with suppress(ProcessLookupError, PermissionError):
            os.kill(one, signal.SIGKILL)


def end_group(pid: int) -> None:
    """Kill the process group of ``pid``."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, signal.SIGKILL)
