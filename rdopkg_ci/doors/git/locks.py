"""The locks that git leaves on refs when it is killed: its own, which nobody frees for it."""

from __future__ import annotations

import time
from pathlib import Path

# A ref is locked for milliseconds; what is older was left by a process that was killed.
STALE = 5.0


def remove_stale(repo: Path, stale: float = STALE) -> None:
    """Wait until no lock on a ref of the bare repo is left, and remove those older than ``stale``
    seconds.
    """
    until = time.monotonic() + stale + 1
    seen: dict[Path, float] = {}
    while ages := _ages(repo):
        for lock, age in ages.items():
            # A clock that jumped makes a lock younger than the time that we have seen it.
            watched = time.monotonic() - seen.setdefault(lock, time.monotonic())
            if max(age, watched) >= stale:
                lock.unlink(missing_ok=True)
        # Not before the look: who was held up for all that time looks once more, too.
        if time.monotonic() >= until:
            return
        time.sleep(0.1)


def _ages(repo: Path) -> dict[Path, float]:
    """The locks that there are, and for how many seconds."""
    locks = [repo / 'packed-refs.lock', repo / 'HEAD.lock', *(repo / 'refs').rglob('*.lock')]
    return {lock: age for lock in locks if (age := _age(lock)) is not None}


def _age(lock: Path) -> float | None:
    """In seconds; None once it is gone."""
    try:
        return time.time() - lock.stat().st_mtime
    except FileNotFoundError:
        return None
