"""A server that runs as a child of this process, and never longer than it."""

from __future__ import annotations

import random
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

PATIENCE = 400
# Of Java: a server that lives for minutes starts in half the time where nothing is compiled twice.
SHORT_LIVED = ('-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1')


class ServerProcess:
    """``arguments`` start it; it is ready when ``ready`` answers 200. Its output is in ``log``."""

    def __init__(
        self, arguments: Sequence[str], environ: Mapping[str, str], log: Path, ready: str
    ) -> None:
        self.log = log
        self._arguments, self._environ, self._ready = arguments, environ, ready
        self._start()

    def _start(self) -> None:
        # The kernel ends it when we are ended in a way that leaves no time for it.
        leash = ['setpriv', '--pdeathsig', 'KILL', '--'] if shutil.which('setpriv') else []
        with open(self.log, 'ab') as output:
            self._process = subprocess.Popen(
                [*leash, *self._arguments],
                env=dict(self._environ),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
            )
        self._wait(self._ready)

    def ensure(self) -> None:
        """Start it again where it has ended: one test must not take the server of all others."""
        if self._process.poll() is not None:
            self._start()

    @property
    def pid(self) -> int:
        return self._process.pid

    def close(self) -> None:
        self._process.terminate()
        try:
            self._process.wait(20)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def _wait(self, ready: str) -> None:
        end = time.monotonic() + PATIENCE
        while not _answers(ready):
            if self._process.poll() is not None or time.monotonic() > end:
                self.close()
                said = self.log.read_text('utf-8', 'replace')[-3000:]
                raise RuntimeError(f'{ready} does not answer:\n{said}')
            time.sleep(0.1)


def free_port() -> int:
    """One that nobody is given who asks the system for any, in the seconds until it is used."""
    while True:
        port = random.randrange(15_000, 30_000)
        with socket.socket() as one, suppress(OSError):
            one.bind(('127.0.0.1', port))
            return port


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=10) as answer:
            return bool(answer.status == 200)
    except (OSError, urllib.error.URLError):
        return False
