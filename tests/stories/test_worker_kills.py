"""Kill a worker at random points: the next one cleans up, uses nothing half-written, and comes to
what an undisturbed one does.

Everything is in it that leaves something behind: a download and its cache, metadata and its cache,
a transaction of dnf where there is one. The seed is fixed.
"""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from box import PATIENCE, Box
from measuring import unmeasured
from rpmkit import Content, Words, build, source
from servers.koji import Koji
from webserver import serving
from workerkit import repo

from rdopkg_ci.doors import dnf

# `make soak` asks for more.
KILLS = int(os.environ.get('KILLS', '6'))
SEED = 2015
NVR = 'glance-2-1.el7'
UPDATE = f'notes: x\nbuilds: [{{id: {NVR}, source: cbs, repo: kilo, dist: el7}}]\n'


class Worker:
    """One of phase2 on kilo/el7, by hand, with a directory of its own for temporary files."""

    def __init__(self, box: Box, commit: str) -> None:
        self.box = box
        self.tmp = box.work / 'tmp'
        self.tmp.mkdir()
        box.environ = {**unmeasured(box.environ), 'TMPDIR': str(self.tmp)}
        self.words = ('ci', 'run', 'phase2', '--target', 'kilo/el7', '--commit', commit)
        self.result = box.work / 'result'

    def start(self) -> subprocess.Popen[str]:
        (self.result / 'result.json').unlink(missing_ok=True)
        return self.box.popen(*self.words, start_new_session=True)

    def wait(self, process: subprocess.Popen[str]) -> dict[str, Any]:
        """What an undisturbed run comes to, without what differs each time."""
        out, err = process.communicate(timeout=PATIENCE)
        assert process.returncode == 0, f'{out}\n{err}'
        data = json.loads((self.result / 'result.json').read_text())
        for step in data['steps']:
            del step['seconds']
        kept = ('verdict', 'steps', 'rpms', 'tools', 'updates')
        metadata = [one['repomd'] for one in data['metadata']]
        return {**{key: data[key] for key in kept}, 'metadata': metadata}

    def left(self) -> Sequence[Path]:
        return list(self.tmp.glob('rdopkg-ci-run-*'))

    def is_quiet(self) -> bool:
        """Whether no process is left that sees the directory for temporary files."""
        mark = f'TMPDIR={self.tmp}'.encode()
        return not any(mark in _environ(place) for place in Path('/proc').glob('[0-9]*'))


def _environ(place: Path) -> bytes:
    try:
        return (place / 'environ').read_bytes()
    except OSError:
        return b''


@pytest.fixture
def worker(kilo: Box, tmp_path: Path) -> Worker:
    """A worker whose update comes from a Koji, over a production on a web server."""
    files = (Content('/usr/bin/glance', 'x' * 500_000),)
    words = Words('glance', '2', files=files)
    with Koji() as koji, serving(tmp_path) as url:
        koji.add(NVR, build(kilo.work, words), source(kilo.work, words))
        for key, place in {'HUB': koji.hub, 'TOP': koji.top}.items():
            kilo.environ[f'RDOPKG_CI_SOURCES_CBS_{key}'] = place
        if not dnf.lacking():
            kilo.environ['RDOPKG_CI_RUNS_TRANSACTION'] = 'auto'
        repo(tmp_path / 'elsewhere', Words('glance', '1'), Words('oslo'))
        kilo.run('update', kilo.write('up.yml', UPDATE))
        old = f'file://{kilo.home}/production/kilo/el7'
        kilo.run('ci', 'gate')
        kilo.edit('ci.yml', old, f'{url}/elsewhere')
        yield Worker(kilo, kilo.git('rev-parse', 'master'))


def test_a_killed_worker_leaves_nothing_that_the_next_one_trips_over(worker: Worker) -> None:
    begun = time.monotonic()
    expected = worker.wait(worker.start())
    seconds = time.monotonic() - begun
    chance = random.Random(SEED)
    kills = 0
    for _ in range(10 * KILLS):
        if chance.random() < 0.3:
            # What is kept from run to run is half-written by some of them.
            for place in ('downloads', 'metadata', 'dnf'):
                subprocess.run(['rm', '-rf', str(worker.box.home / place)], check=True)
        process = worker.start()
        begun = time.monotonic()
        try:
            process.wait(chance.uniform(0.05, 1.0) * seconds)
            seconds = time.monotonic() - begun
        except subprocess.TimeoutExpired:
            if chance.random() < 0.5:
                os.killpg(process.pid, signal.SIGKILL)
            process.kill()
            kills += 1
        process.communicate()
        deadline = time.monotonic() + PATIENCE
        while not worker.is_quiet():
            assert time.monotonic() < deadline, 'what it had started goes on without it'
            time.sleep(0.01)
        assert len(worker.left()) <= 1, 'the next one has cleaned up after the one before'
        if kills % 3 == 0:
            assert worker.wait(worker.start()) == expected
            assert not worker.left()
        if kills >= KILLS:
            break
    assert kills >= KILLS, 'the worker has become much faster since it was measured'
    assert worker.wait(worker.start()) == expected
