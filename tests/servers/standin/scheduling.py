"""From the queue to the agents: who waits for what, and whose turn it is."""

from __future__ import annotations

import tempfile
import threading
import time
from pathlib import Path

from servers.standin.building import run
from servers.standin.world import Agent, Build, Item, World

BEAT = 0.02


class Scheduler(threading.Thread):
    def __init__(self, world: World) -> None:
        super().__init__(daemon=True)
        self._world = world
        self._ended = threading.Event()
        # When they are to be among the builds, in seconds of `time.monotonic`.
        self._coming: list[tuple[float, Item, Agent]] = []
        self._builds: list[threading.Thread] = []

    def run(self) -> None:
        while not self._ended.wait(BEAT):
            with self._world.lock:
                for item in self._world.waiting():
                    self._advance(item)
            self.arrive()

    def arrive(self, now: float = 0.0) -> None:
        """Begin what is on its way for as long as the gap. Whoever looks calls this before, so that
        to nobody it takes longer.
        """
        now = now or time.monotonic()
        with self._world.lock:
            due = [one for one in self._coming if one[0] <= now]
            self._coming = [one for one in self._coming if one[0] > now]
            for _, item, agent in due:
                self._begin(item, agent)

    def close(self) -> None:
        """Ends with every build."""
        self._ended.set()
        self.join()
        for job in self._world.jobs():
            for build in job.builds.values():
                build.stop.set()

    def wait(self) -> None:
        """Until the builds have ended that were told to."""
        for thread in self._builds:
            thread.join(60)

    def _advance(self, item: Item) -> None:
        world = self._world
        if item.due > world.now():
            return
        if world.quieting_down:
            item.why = 'Jenkins is about to shut down'
            return
        running = [build for build in item.job.builds.values() if not build.is_over]
        if running and not item.job.config.concurrent:
            item.state = 'Blocked'
            item.why = f'Build #{running[0].number} is already in progress (ETA: N/A)'
            return
        item.state = 'Buildable'
        label = item.job.config.label
        able = [one for one in world.agents if not label or label in (one.name, *one.labels)]
        if not able:
            item.why = f'There are no nodes with the label ‘{label}’'
        elif not any(one.online for one in able):
            item.why = f'All nodes of label ‘{label}’ are offline'
        else:
            free = [one for one in able if one.online and self._used(one) < one.executors]
            item.why = 'Waiting for next available executor'
            if free:
                self._start(item, free[0])

    def _used(self, agent: Agent) -> int:
        builds = (build for job in self._world.jobs() for build in job.builds.values())
        coming = sum(one[2] is agent for one in self._coming)
        return coming + sum(one.agent == agent.name and not one.is_over for one in builds)

    def _start(self, item: Item, agent: Agent) -> None:
        item.left, item.why = self._world.now(), ''
        if self._world.gap:
            self._coming.append((time.monotonic() + self._world.gap, item, agent))
        else:
            self._begin(item, agent)

    def _begin(self, item: Item, agent: Agent) -> None:
        world, job = self._world, item.job
        with world.lock:
            number = job.next_number
            job.next_number += 1
            world.place.mkdir(exist_ok=True)
            place = Path(tempfile.mkdtemp(prefix=f'{job.name}-{number}-', dir=world.place))
            build = Build(job, number, item.parameters, item.id, place, time.time(), agent.name)
            job.builds[number] = build
            item.build = build
        thread = threading.Thread(target=run, args=(world, build), daemon=True)
        self._builds.append(thread)
        thread.start()
