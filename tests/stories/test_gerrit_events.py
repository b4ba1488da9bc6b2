"""`rdopkg ci gate --events` on a real Gerrit, by ssh."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from box import Box
from gerritbox import GerritBox
from servers.gerrit import Gerrit

PATIENCE = 120


@pytest.fixture
def reviewed(kilo: Box, gerrit: Gerrit) -> GerritBox:
    """With a change that the gate has nothing to do for any more."""
    found = GerritBox(kilo, gerrit)
    found.key('ci')
    found.submit('broken')
    found.gate()
    return found


class Following:
    """A gate that follows, and what it has said so far."""

    def __init__(self, reviewed: GerritBox) -> None:
        self._reviewed = reviewed
        reviewed.box.environ['RDOPKG_CI_GERRIT_USER'] = 'ci'
        self.process = reviewed.box.popen('ci', 'gate', '--events', '--every', '600')
        self.out, self.err = '', ''
        self._readers = [threading.Thread(target=read) for read in (self._read_out, self._read_err)]
        for one in self._readers:
            one.start()

    def _read_out(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self.out += line

    def _read_err(self) -> None:
        assert self.process.stderr
        for line in self.process.stderr:
            self.err += line

    def end(self, number: int) -> int:
        """The exit code, when all was read that it said."""
        self.process.send_signal(number)
        code = self.process.wait(PATIENCE)
        self.close()
        return code

    def close(self) -> None:
        self.process.kill()
        for one in self._readers:
            one.join()
        self.process.wait()

    def passes(self) -> int:
        """How often it has asked for the open changes."""
        asked = self._reviewed.gerrit.requests()
        listed = f'{self._reviewed.project}%22+branch'
        return sum(listed in line and ' ci ' in line for line in asked)

    def ask(self) -> None:
        """What is an event, and is nothing to do."""
        number = self._reviewed.change('status:open')['_number']
        path = f'/changes/{number}/revisions/current/review'
        self._reviewed.gerrit.ask('POST', path, {'message': 'Is it?'}, 'packager')

    def connected(self) -> None:
        """Ask until it has passed for that twice: once may be the look that it takes anyway."""
        for _ in range(2):
            before, end = self.passes(), time.monotonic() + PATIENCE
            while self.passes() == before:
                assert time.monotonic() < end and self.process.poll() is None, (self.out, self.err)
                self.ask()
                time.sleep(0.5)

    def ssh(self) -> list[int]:
        """The processes that it follows with."""
        place = Path(f'/proc/{self.process.pid}/task')
        children = [pid for one in place.glob('*/children') for pid in one.read_text().split()]
        return [int(pid) for pid in children if program(pid).endswith('/ssh')]


def program(pid: str) -> str:
    """Empty for a process that is gone meanwhile."""
    with suppress(OSError):
        return os.readlink(f'/proc/{pid}/exe')
    return ''


@contextmanager
def following(reviewed: GerritBox) -> Iterator[Following]:
    found = Following(reviewed)
    try:
        yield found
    finally:
        found.close()


def until(holds: Callable[[], bool], gate: Following) -> None:
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end and gate.process.poll() is None, (gate.out, gate.err)
        time.sleep(0.1)


def test_the_gate_passes_when_something_happens(reviewed: GerritBox) -> None:
    with following(reviewed) as gate:
        until(lambda: 'following the events of' in gate.err, gate)
        gate.connected()
        [good] = reviewed.submit('good')
        until(lambda: f'{good}: merged' in gate.out, gate)
        before = gate.passes()
        for _ in range(10):
            gate.ask()
        until(lambda: gate.passes() > before, gate)
        [ssh] = gate.ssh()
        assert gate.end(signal.SIGTERM) == 143
        assert gate.passes() - before < 10, 'a burst is one pass'
        assert not Path(f'/proc/{ssh}').exists()
        assert 'warning' not in gate.err and 'Traceback' not in gate.err


def test_a_broken_stream_is_connected_again(reviewed: GerritBox) -> None:
    with following(reviewed) as gate:
        gate.connected()
        [ssh] = gate.ssh()
        os.kill(ssh, signal.SIGKILL)
        until(lambda: 'warning: the events of' in gate.err, gate)
        until(lambda: gate.ssh() not in ([], [ssh]), gate)
        gate.connected()
        [good] = reviewed.submit('good')
        until(lambda: f'{good}: merged' in gate.out, gate)
        assert gate.end(signal.SIGINT) == 130
        assert gate.err.count('warning') == 1
        assert 'Traceback' not in gate.err


def test_without_the_right_to_follow(reviewed: GerritBox) -> None:
    reviewed.key('packager')
    said = reviewed.run('packager', 'ci', 'gate', '--events', code=4).err
    assert 'cannot be followed' in said and 'capability Stream Events' in said


@pytest.mark.parametrize(
    ('words', 'why'),
    [
        (('--events', '--once'), '--once: not with --events'),
        (('--every', '5'), '--every: only with --events'),
        (('--events', '--every', '0'), 'MINUTES are from'),
    ],
)
def test_what_does_not_go_together(box: Box, words: tuple[str, ...], why: str) -> None:
    assert why in box.run('ci', 'gate', *words, code=2).err
