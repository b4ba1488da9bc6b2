"""How far downloads are, on standard error: drawn in place on a terminal, elsewhere a line for each
RPM that is there.
"""

from __future__ import annotations

import os
import shutil
import time
from contextlib import suppress
from threading import Lock
from typing import TextIO

from rdopkg_ci.doors.processes.bounds import MB
from rdopkg_ci.doors.terminal.fullscreen import fits

_CLEAR = '\r\x1b[K'
# In seconds: nobody reads faster.
_PAUSE = 0.1


class Progress:
    """Of the RPMs of one build after the other; its methods may be called by many threads."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._in_place = fits(stream)
        self._lock = Lock()
        self._begin(0, None)

    def begin(self, count: int, size: int | None) -> None:
        """So many RPMs are to come, of ``size`` bytes in all where that is known."""
        with self._lock:
            self._begin(count, size)

    def _begin(self, count: int, size: int | None) -> None:
        self._count, self._size = count, size
        self._got: dict[str, int] = {}
        self._done = 0
        self._drawn = 0.0

    def got(self, file: str, size: int) -> None:
        """There are so many bytes of a file."""
        with self._lock:
            self._got[file] = size
            now = time.monotonic()
            if now - self._drawn > _PAUSE and self._in_place:
                self._drawn = now
                self._write(f'{_CLEAR}{self._cut(self._line(file))}')

    def done(self, file: str) -> None:
        """All of a file is there."""
        with self._lock:
            self._done += 1
            if not self._in_place:
                size = _megabytes(self._got[file]) if file in self._got else 'from the cache'
                self._write(f'({self._done}/{self._count}): {file}  {size}\n')

    def end(self) -> None:
        """Leave the terminal as it was."""
        with self._lock:
            if self._drawn:
                self._write(_CLEAR)

    def _line(self, file: str) -> str:
        whole = f' of {_megabytes(self._size)}' if self._size is not None else ''
        got = _megabytes(sum(self._got.values()))
        return f'({self._done}/{self._count}): {got}{whole}  {file}'

    def _cut(self, line: str) -> str:
        """What fits into one line of the terminal, which it has the size of."""
        with suppress(OSError):
            return line[: os.get_terminal_size(self._stream.fileno()).columns - 1]
        return line[: shutil.get_terminal_size().columns - 1]

    def _write(self, text: str) -> None:
        # Nobody has to be there to read it.
        with suppress(OSError, ValueError):
            self._stream.write(text)
            self._stream.flush()


def _megabytes(size: int) -> str:
    return f'{size / MB:.1f} MB'
