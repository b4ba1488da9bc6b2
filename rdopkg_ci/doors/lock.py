"""A lock that the kernel frees when its holder dies: nobody has to clean up after a kill.

Whoever can open a lock file can hold it, to read is enough; so nobody but us can. It says who took
it last, for those who wait.
"""

from __future__ import annotations

import fcntl
import os
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from rdopkg_ci.core.text.terminal import quoted
from rdopkg_ci.errors import UNWRITABLE, CiError, Unwritable

PAUSE = 0.02
_LOOK = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
_OPEN = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC


@contextmanager
def held(path: Path, patience: float = 120.0) -> Iterator[None]:
    """Hold the lock file at ``path``; raises CiError when somebody else holds it for ``patience``
    seconds, Unwritable where it cannot be made.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = taken(path, patience)
    except OSError as error:
        if error.errno is None or error.errno not in UNWRITABLE:
            raise
        raise Unwritable(f'{path}: {error.strerror}', UNWRITABLE[error.errno]) from error
    try:
        yield
    finally:
        os.close(handle)


def taken(path: Path, patience: float) -> int:
    """The lock as a file descriptor, which holds it until all its copies are closed; raises CiError
    as `held` does.
    """
    handle = _opened(path)
    try:
        until = time.monotonic() + patience
        while not _take(handle, fcntl.LOCK_EX):
            if time.monotonic() > until:
                raise _refused(path, handle, patience)
            time.sleep(PAUSE)
        os.ftruncate(handle, 0)
        os.pwrite(handle, f'{os.getpid()}\n'.encode(), 0)
    except BaseException:
        os.close(handle)
        raise
    return handle


def is_held(path: Path) -> bool:
    """Whether somebody holds it now, also where it can only be read. Looking shares it for a
    moment, so that two who look see no holder.
    """
    try:
        handle = _opened(path)
    except OSError as error:
        if error.errno not in UNWRITABLE:
            raise
        if not path.exists():
            return False
        handle = os.open(path, _LOOK)
    try:
        return not _take(handle, fcntl.LOCK_SH)
    finally:
        os.close(handle)


def _opened(path: Path) -> int:
    handle = os.open(path, _OPEN, 0o600)
    known = os.fstat(handle)
    if known.st_mode & 0o077 and known.st_uid == os.geteuid() and stat.S_ISREG(known.st_mode):
        # An earlier version let others open it.
        os.fchmod(handle, 0o600)
    return handle


def _take(handle: int, kind: int) -> bool:
    try:
        fcntl.flock(handle, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _refused(path: Path, handle: int, patience: float) -> CiError:
    return CiError(
        f'{path} has been held for {patience:g} seconds by another process{_holder(handle)}',
        'Run this again when that one is done. `fuser` with the path says who has it open.',
    )


def _holder(handle: int) -> str:
    """Who took it last, as far as can be known; empty where that is nothing."""
    text = os.pread(handle, 20, 0).strip()
    if not text.isdigit():
        return ''
    command = b''
    with suppress(OSError):
        command = Path(f'/proc/{int(text)}/cmdline').read_bytes()
    words = command.replace(b'\0', b' ').decode('utf-8', 'replace').strip()
    return f': {int(text)}, {quoted(words, 100)}' if words else f': {int(text)} took it last'
