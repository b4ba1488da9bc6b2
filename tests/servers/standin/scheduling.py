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

    def run(self) -> None:
        while not self._ended.wait(BEAT):
            with self._world.lock:
                for item in self._world.waiting():
                    self._advance(item)

    def close(self) -> None:
        """Ends with every build."""
        self._ended.set()
        self.join()
        for job in self._world.jobs():
            for build in job.builds.values():
                build.stop.set()

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
        return sum(build.agent == agent.name and not build.is_over for build in builds)

    def _start(self, item: Item, agent: Agent) -> None:
        item.left, item.why = self._world.now(), ''
        if self._world.gap:
            threading.Timer(self._world.gap, self._begin, (item, agent)).start()
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
        threading.Thread(target=run, args=(world, build), daemon=True).start()
