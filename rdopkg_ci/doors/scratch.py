"""A temporary directory that does not outlive its process for long: whoever makes the next one
removes those of the dead.

The owner holds the lock of a marker inside for as long as it lives, so nobody has to guess by age
or by process id. Directories of others, and without a marker, are left alone.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import stat
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

_PREFIX, _MARKER = 'rdopkg-ci-run-', '.in-use'


@contextmanager
def scratch() -> Iterator[Path]:
    """An empty directory below a new one of ours, removed at the end."""
    sweep()
    outer = Path(tempfile.mkdtemp(prefix=_PREFIX))
    lock = os.open(outer / '.new', os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        # It gets its name when it is locked already, so that nobody takes us for dead.
        os.rename(outer / '.new', outer / _MARKER)
        inner = outer / 'work'
        inner.mkdir()
        yield inner
    finally:
        shutil.rmtree(outer, ignore_errors=True)
        os.close(lock)


def left() -> Sequence[Path]:
    """Those of the dead."""
    return [path for path in _ours() if _is_dead(path)]


def sweep() -> None:
    """Remove those of the dead."""
    for path in _ours():
        with suppress(OSError), _taken(path):
            shutil.rmtree(path, ignore_errors=True)


def _ours() -> Sequence[Path]:
    return [path for path in Path(tempfile.gettempdir()).glob(f'{_PREFIX}*') if _is_ours(path)]


def _is_ours(path: Path) -> bool:
    try:
        known = path.lstat()
    except OSError:
        return False
    return stat.S_ISDIR(known.st_mode) and known.st_uid == os.geteuid()


def _is_dead(path: Path) -> bool:
    try:
        with _taken(path):
            return True
    except OSError:
        return False


@contextmanager
def _taken(path: Path) -> Iterator[None]:
    """Raises OSError where its owner lives, or there is no marker."""
    lock = os.open(path / _MARKER, os.O_RDWR | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    finally:
        os.close(lock)
