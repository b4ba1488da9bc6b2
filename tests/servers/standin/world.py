"""Everything that the server remembers."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from servers.standin import config
from servers.standin.config import Config
from servers.standin.regimes import Regime
from servers.standin.security import Security, User

# Seconds that an item is remembered after it left the queue.
LEFT = 300


@dataclass
class Agent:
    name: str
    executors: int = 4
    labels: tuple[str, ...] = ()
    online: bool = True


@dataclass
class Item:
    """In the queue; ``build`` is what came of it."""

    id: int
    job: Job
    parameters: dict[str, str]
    since: float
    due: float
    why: str = 'In the quiet period. Expires in 5 sec'
    state: str = 'Waiting'
    left: float = 0.0
    is_cancelled: bool = False
    build: Build | None = None
    causes: int = 1


@dataclass
class Build:
    """``cells`` are the addresses and numbers of a matrix's runs. ``is_over`` comes after
    ``building`` has ended, as post-production does.
    """

    job: Job
    number: int
    parameters: dict[str, str]
    queue_id: int
    place: Path
    started: float
    agent: str = ''
    workspace: str = ''
    result: str | None = None
    building: bool = True
    is_over: bool = False
    duration: float = 0.0
    artifacts: tuple[str, ...] = ()
    cells: tuple[tuple[str, int], ...] = ()
    stop: threading.Event = field(default_factory=threading.Event)

    @property
    def log(self) -> Path:
        return self.place / 'log'


@dataclass
class Job:
    """``path`` is that below the server's root, such as ``/job/rdo/job/x``."""

    name: str
    path: str
    file: bytes
    config: Config
    builds: dict[int, Build] = field(default_factory=dict)
    next_number: int = 1


@dataclass
class Folder:
    path: str = ''
    jobs: dict[str, Job | Folder] = field(default_factory=dict)


class World:
    """``lock`` is held by whoever looks or changes. ``gap`` are the seconds that a run is in
    neither the queue nor the builds, ``post_production`` those for which it has a result and is
    building, and once more those for which it goes on; `step` ends the one that lasts.
    """

    def __init__(self, place: Path, regime: Regime, users: Mapping[str, User], url: str) -> None:
        self.place = place
        self.regime = regime
        self.url = url
        self.lock = threading.RLock()
        self.root = Folder()
        self.queue: list[Item] = []
        self.agents = [Agent('built-in')]
        self.plugins = ['hudson.tasks.junit.JUnitResultArchiver']
        self.security = Security(users, regime.has_crumbs)
        self.next_id = 1
        self.environ: Mapping[str, str] = {}
        self.quiet = 0.0
        self.gap = 0.0
        self.post_production = 0.0
        self.skew = 0.0
        self.quieting_down = False
        self.loading_until = 0.0
        self._steps = threading.Semaphore(0)

    def pause(self, seconds: float) -> None:
        self._steps.acquire(timeout=seconds)

    def step(self) -> None:
        self._steps.release()

    def now(self) -> float:
        """A clock that a test can put forward."""
        return time.time() + self.skew

    def jobs(self, folder: Folder | None = None) -> Iterator[Job]:
        for one in list((folder or self.root).jobs.values()):
            if isinstance(one, Folder):
                yield from self.jobs(one)
            else:
                yield one

    def put(self, folder: Folder, name: str, data: bytes) -> None:
        """Create a job, or replace its file; raises ParseError or ValueError."""
        parsed = config.parse(data)
        plugins = self.plugins if not self.regime.has_junit_in_core else [config.JUNIT]
        saved = config.saved(data, plugins)
        file = saved if self.regime.config == 'saved' else config.posted(data)
        # What it runs is what it knows, whatever its file says.
        running = config.parse(saved)._replace(disabled=parsed.disabled)
        with self.lock:
            known = folder.jobs.get(name)
            if isinstance(known, Job):
                known.file, known.config = file, running
            else:
                folder.jobs[name] = Job(name, f'{folder.path}/job/{name}', file, running)

    def trigger(self, job: Job, given: Mapping[str, str], delay: float | None) -> tuple[Item, bool]:
        """An item of the queue and whether it was there already."""
        parameters = {**job.config.parameters}
        parameters.update({name: given[name] for name in parameters if name in given})
        quiet = job.config.quiet if job.config.quiet is not None else self.quiet
        with self.lock:
            for item in self.queue:
                is_waiting = not item.left and item.state != 'pending'
                if item.job is job and item.parameters == parameters and is_waiting:
                    item.causes += 1
                    return item, True
            due = self.now() + (quiet if delay is None else delay)
            item = Item(self.next_id, job, parameters, self.now(), due)
            self.next_id += 1
            self.queue.append(item)
            return item, False

    def waiting(self) -> list[Item]:
        return [item for item in self.queue if not item.left]

    def item(self, number: int) -> Item | None:
        with self.lock:
            for item in self.queue:
                is_kept = not item.left or self.now() - item.left < LEFT
                if item.id == number and is_kept:
                    return item
        return None

    def is_busy(self) -> bool:
        with self.lock:
            running = (build for job in self.jobs() for build in job.builds.values())
            return bool(self.waiting()) or any(not build.is_over for build in running)

    def forget_queue(self) -> None:
        self.queue.clear()
        self.next_id = 1
        self.security.forget_sessions()
        for job in self.jobs():
            for build in [one for one in job.builds.values() if not one.is_over]:
                build.stop.set()
                # Its file was not written yet: the number is burnt.
                del job.builds[build.number]
