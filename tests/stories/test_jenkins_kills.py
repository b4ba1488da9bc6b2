"""A gate that is killed between any two requests leaves exactly one build of every run.

Each life starts on a server without builds. One gate is killed before or after the server has done
what it was asked for; the next one is left alone. Runs go from the queue to the builds at once, and
are in neither for a moment.
"""

from __future__ import annotations

import os
import random
import threading
from pathlib import Path

import pytest
from box import PATIENCE, Box
from jenkinskit import create, job_xml, server_at
from life import submit
from measuring import unmeasured
from servers.standin import Fault, Standin

from rdopkg_ci.core.phase import PHASES

# `make soak` asks for more.
KILLS = int(os.environ.get('KILLS', '6'))
SEED = 2015
RUNS = 2
# Of a look and of the start of two runs.
REQUESTS = 12


@pytest.fixture
def slow_jobs(kilo: Box, tmp_path: Path) -> Box:
    """Jobs whose builds go on for longer than the test, without a quiet period to hide in."""
    with Standin(tmp_path / 'standin') as server:
        server.world.agents[0].executors = 10_000
        server.world.gap = 0.05
        kilo.environ = {**unmeasured(kilo.environ), 'RDOPKG_CI_JENKINS_URL': server.url}
        kilo.server = server
        yield kilo


def keys_of_builds(server: Standin) -> list[str]:
    with server.world.lock:
        jobs = list(server.world.jobs())
        builds = [build for job in jobs for build in job.builds.values()]
        coming = [item for item in server.world.queue if item.job in jobs and not item.build]
        every = [*builds, *coming]
        return sorted(one.parameters['key'] for one in every)


def new_life(server: Standin) -> None:
    for phase in PHASES:
        create_fresh(server, f'rdo-{phase}', job_xml(phase, 'exec sleep 600'))


def create_fresh(server: Standin, name: str, xml: bytes) -> None:
    with server.world.lock:
        for build in getattr(server.world.root.jobs.pop(name, None), 'builds', {}).values():
            build.stop.set()
        server.world.queue.clear()
    server.world.put(server.world.root, name, xml)


def killed(box: Box, server: Standin, at: int, when: str) -> None:
    """One pass of a gate that ends with that request of it."""
    first, started = len(server.asked), threading.Event()

    def on_request(moment: str, count: int) -> None:
        if moment == when and count - first == at:
            started.wait()
            process.kill()

    server.on_request = on_request
    process = box.popen('ci', 'gate', '--timer')
    started.set()
    process.communicate(timeout=PATIENCE)
    server.on_request = lambda moment, count: None


def test_one_build_of_every_run_whenever_the_gate_is_killed(slow_jobs: Box) -> None:
    server, chance = slow_jobs.server, random.Random(SEED)
    new_life(server)
    submit(slow_jobs, 'good', 'broken')
    for life in range(KILLS):
        new_life(server)
        at, when = chance.randint(1, REQUESTS), chance.choice(['before', 'after'])
        killed(slow_jobs, server, at, when)
        slow_jobs.run('ci', 'gate', '--timer')
        found = keys_of_builds(server)
        assert len(found) == len(set(found)) == RUNS, f'life {life}: killed {when} {at}: {found}'


LOST = {
    'the answer is lost': {'status': 0, 'is_after': True, 'times': 1},
    'the request is lost': {'status': 0, 'times': 1},
    'a proxy gives up': {'status': 504, 'is_after': True, 'times': 1},
    'a proxy does not reach it': {'status': 502, 'times': 1},
    'the answer breaks off': {'cut': 3, 'times': 1},
    'the server breaks': {'status': 500, 'is_after': True, 'times': 1},
}


@pytest.mark.parametrize('how', LOST.values(), ids=LOST)
def test_one_build_of_every_run_whatever_the_network_does(
    slow_jobs: Box, how: dict[str, int]
) -> None:
    server = slow_jobs.server
    new_life(server)
    submit(slow_jobs, 'good', 'broken')
    # The first request is refused for want of a crumb in any case.
    server.faults.append(Fault('buildWithParameters', 'POST', skip=1, **how))
    slow_jobs.run('ci', 'gate', '--timer')
    found = keys_of_builds(server)
    assert len(found) == len(set(found)) == RUNS


def test_two_gates_at_once_ask_for_one_build(slow_jobs: Box) -> None:
    """The quiet period of our jobs is what folds their requests."""
    server = slow_jobs.server
    for phase in PHASES:
        create(server_at(server.url), f'rdo-{phase}', job_xml(phase, 'exec sleep 600', quiet=600))
    submit(slow_jobs, 'good', 'broken')
    gates = [slow_jobs.popen('ci', 'gate', '--timer') for _ in range(3)]
    for gate in gates:
        gate.communicate(timeout=PATIENCE)
    assert [gate.returncode for gate in gates] == [0, 0, 0]
    found = keys_of_builds(server)
    assert len(found) == len(set(found)) == RUNS
