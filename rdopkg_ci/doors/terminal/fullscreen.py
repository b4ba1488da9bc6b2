"""The whole screen of a terminal, drawn in place, and left as it was."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TextIO

from rdopkg_ci.doors.processes import signals

# The other screen, no cursor, and no lines that go on in the next: the terminal itself cuts what
# does not fit, however wide it is and becomes.
_ENTER = '\x1b[?1049h\x1b[?25l\x1b[?7l'
_LEAVE = '\x1b[?7h\x1b[?25h\x1b[?1049l'
_HOME, _REST_OF_LINE, _BELOW = '\x1b[H', '\x1b[K', '\x1b[J'
_TICK = 1.0
_GLANCE = 0.2


def fits(stream: TextIO) -> bool:
    """Whether the stream is a terminal that can be drawn on."""
    return stream.isatty() and os.environ.get('TERM', '') not in ('', 'dumb', 'unknown')


class FullScreen:
    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def draw(self, lines: Sequence[str]) -> None:
        """As many of the lines as there is room for; the last one tells of the others."""
        room = self._size()[1]
        if len(lines) > room:
            rest = len(lines) - room + 1
            lines = [*lines[: room - 1], f'… and {rest} more'] if room > 1 else lines[:1]
        drawn = f'{_REST_OF_LINE}\r\n'.join(lines)
        self._stream.write(f'{_HOME}{drawn}{_REST_OF_LINE}{_BELOW}')
        self._stream.flush()

    def wait(self, seconds: float, draw: Callable[[], None]) -> None:
        """Let the time pass, and ``draw`` every second, or as soon as the size has changed."""
        end = time.monotonic() + seconds
        drawn, size = time.monotonic(), self._size()
        while (left := end - time.monotonic()) > 0:
            time.sleep(min(_GLANCE, left))
            if self._size() != size or time.monotonic() - drawn >= _TICK:
                draw()
                drawn, size = time.monotonic(), self._size()

    def _size(self) -> tuple[int, int]:
        """Columns and lines; of a terminal that does not say, the usual ones."""
        try:
            columns, lines = os.get_terminal_size(self._stream.fileno())
        except OSError:
            return 80, 24
        return columns or 80, lines or 24


@contextmanager
def fullscreen(stream: TextIO) -> Iterator[FullScreen]:
    """The screen of the terminal, given back whatever happens."""
    with signals.tidily():
        stream.write(_ENTER)
        try:
            yield FullScreen(stream)
        finally:
            stream.write(_LEAVE)
            stream.flush()
