"""How far downloads are: what a terminal shows, and what a log holds."""

from __future__ import annotations

import fcntl
import io
import os
import struct
import termios
from collections.abc import Iterator
from typing import NamedTuple, TextIO

import pytest

from rdopkg_ci.doors.sources import progress
from rdopkg_ci.doors.sources.progress import Progress

ONE, OTHER = 'glance-1-1.el7.noarch.rpm', 'glance-1-1.el7.src.rpm'
MB = 1_000_000


class Terminal(NamedTuple):
    """``stream`` is what a program writes to, ``screen`` the other end."""

    stream: TextIO
    screen: int

    def shown(self) -> str:
        return os.read(self.screen, 65536).decode()


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Iterator[Terminal]:
    monkeypatch.setenv('TERM', 'xterm')
    monkeypatch.setattr(progress, '_PAUSE', 0.0)
    screen, end = os.openpty()
    fcntl.ioctl(end, termios.TIOCSWINSZ, struct.pack('HHHH', 24, 60, 0, 0))
    with open(end, 'w', encoding='utf-8') as stream:
        yield Terminal(stream, screen)
    os.close(screen)


def test_a_terminal_shows_one_line_and_is_left_as_it_was(terminal: Terminal) -> None:
    shown = Progress(terminal.stream)
    shown.begin(2, 5 * MB)
    shown.got(ONE, MB)
    assert terminal.shown() == f'\r\x1b[K(0/2): 1.0 MB of 5.0 MB  {ONE}'
    shown.done(ONE)
    shown.got(OTHER, 3 * MB)
    assert terminal.shown() == f'\r\x1b[K(1/2): 4.0 MB of 5.0 MB  {OTHER}'
    shown.end()
    assert terminal.shown() == '\r\x1b[K'


def test_no_line_is_wider_than_the_terminal(terminal: Terminal) -> None:
    shown = Progress(terminal.stream)
    shown.begin(1, None)
    shown.got('x' * 200, MB)
    line = terminal.shown().removeprefix('\r\x1b[K')
    assert line == f'(0/1): 1.0 MB  {"x" * 200}'[:59]


def test_a_log_has_a_line_for_each(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.StringIO()
    shown = Progress(stream)
    shown.begin(2, 5 * MB)
    for size in (MB, 2 * MB):
        shown.got(ONE, size)
    shown.done(ONE)
    shown.done(OTHER)
    shown.end()
    assert stream.getvalue() == f'(1/2): {ONE}  2.0 MB\n(2/2): {OTHER}  from the cache\n'


def test_nobody_needs_to_be_there() -> None:
    stream = io.StringIO()
    shown = Progress(stream)
    stream.close()
    shown.begin(1, 1)
    shown.got(ONE, 1)
    shown.done(ONE)
    shown.end()
