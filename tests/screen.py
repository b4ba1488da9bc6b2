"""The program on a terminal, as a person has it."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Mapping

from box import Box

LIMIT = 120.0


class Screen:
    """A command that runs on a terminal of so many columns and lines."""

    def __init__(
        self, box: Box, *words: str, columns: int = 80, lines: int = 24, **environ: str
    ) -> None:
        self._master, slave = pty.openpty()
        self.shown = ''
        self.resize(columns, lines)
        self._process = subprocess.Popen(
            [sys.executable, '-m', 'rdopkg_ci', *words],
            cwd=box.work,
            env=_environ(box.environ, environ),
            stdin=slave,
            stdout=slave,
            stderr=slave,
            start_new_session=True,
        )
        box.started.append(self._process)
        os.close(slave)

    def resize(self, columns: int, lines: int) -> None:
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack('HHHH', lines, columns, 0, 0))

    def until(self, text: str) -> str:
        """All that was shown, once ``text`` is in what came since the last call."""
        begin, end = len(self.shown), time.monotonic() + LIMIT
        while text not in self.shown[begin:]:
            assert self._read(end), f'ended without {text!r}:\n{self.shown}'
        return self.shown[begin:]

    def interrupt(self, number: int = signal.SIGINT) -> None:
        self._process.send_signal(number)

    def end(self) -> int:
        """The exit code, when all was shown."""
        end = time.monotonic() + LIMIT
        while self._read(end):
            pass
        os.close(self._master)
        return self._process.wait(LIMIT)

    def _read(self, end: float) -> bool:
        """Whether something more was shown."""
        ready, _, _ = select.select([self._master], [], [], max(0, end - time.monotonic()))
        assert ready, f'nothing more came:\n{self.shown}'
        try:
            data = os.read(self._master, 1 << 16)
        except OSError:
            # What Linux says of a terminal that everybody has left.
            return False
        self.shown += data.decode().replace('\r\n', '\n')
        return bool(data)


def _environ(inherited: Mapping[str, str], more: Mapping[str, str]) -> Mapping[str, str]:
    ours = {'PAGER', 'LESS', 'NO_COLOR', 'DISPLAY', 'WAYLAND_DISPLAY', 'BROWSER', 'COLUMNS'}
    kept = {name: value for name, value in inherited.items() if name not in ours}
    return {**kept, 'TERM': 'xterm', **more}
