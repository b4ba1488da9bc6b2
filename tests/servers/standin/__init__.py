"""A stand-in for Jenkins: an honest HTTP server that answers as servers of its family do, and really
runs the shell steps of its jobs.

What versions answer differently is a `Regime`; what a network or a proxy does to answers is a `Fault`.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping
from http.server import ThreadingHTTPServer
from pathlib import Path

from servers.standin.faults import Fault
from servers.standin.handler import StandinHandler
from servers.standin.regimes import HUDSON_1_398, JENKINS_2_541, REGIMES, Regime
from servers.standin.scheduling import Scheduler
from servers.standin.security import User
from servers.standin.world import Agent, World

__all__ = [
    'HUDSON_1_398',
    'JENKINS_2_541',
    'REGIMES',
    'Agent',
    'Fault',
    'Regime',
    'Standin',
    'User',
]


class Standin(ThreadingHTTPServer):
    """Runs with its files in ``place`` until it is closed. ``prefix`` is the path that it lies
    behind; ``users`` secure it: then nobody else may do anything.
    """

    daemon_threads = True
    block_on_close = False
    request_queue_size = 64

    def __init__(
        self,
        place: Path,
        regime: Regime = JENKINS_2_541,
        prefix: str = '',
        users: tuple[User, ...] = (),
        quiet: float = 0.0,
        latency: float = 0.0,
        environ: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(('127.0.0.1', 0), StandinHandler)
        self.url = f'http://127.0.0.1:{self.server_port}{prefix}'
        self.prefix = prefix
        self.world = World(place, regime, {user.name: user for user in users}, self.url)
        self.world.quiet = quiet
        self.world.environ = environ or {}
        self.latency = latency
        self.faults: list[Fault] = []
        self.asked: list[tuple[str, str]] = []
        self.sent = 0
        self.on_request: Callable[[str, int], None] = lambda when, count: None
        self._scheduler = Scheduler(self.world)
        threading.Thread(target=self.serve_forever, args=(0.01,), daemon=True).start()
        self._scheduler.start()

    def __enter__(self) -> Standin:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def close(self) -> None:
        self._scheduler.close()
        self._scheduler.wait()
        self.shutdown()
        self.server_close()

    def handle_error(self, request: object, client_address: object) -> None:
        """Clients that go away are what is tested."""

    def log(self, method: str, path: str) -> int:
        """Remember a request; returns its number, from 1."""
        with self.world.lock:
            self.asked.append((method, path))
            return len(self.asked)

    def fault(self, method: str, path: str) -> Fault | None:
        """The fault that this request meets."""
        with self.world.lock:
            return next((one for one in self.faults if one.meets(method, path)), None)

    def restart(self, loading: float = 0.0) -> None:
        """As a crash does it: what runs and what waits is lost, and ids of the queue start again."""
        self._scheduler.close()
        with self.world.lock:
            self.world.forget_queue()
            self.world.loading_until = time.monotonic() + loading
        self._scheduler = Scheduler(self.world)
        self._scheduler.start()

    def arrive(self, now: float = 0.0) -> None:
        """Have runs that left the queue by then be builds."""
        self._scheduler.arrive(now)

    def wait_until_idle(self) -> None:
        """Until nothing waits and nothing runs."""
        while self.world.is_busy():
            time.sleep(0.02)
