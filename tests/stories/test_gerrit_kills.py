"""A gate that is killed between any two requests to a Gerrit, and gates at the same time, leave
every change with one vote and one message, and what passed merged once.
"""

from __future__ import annotations

import os
import random
import re
import subprocess
import threading
from collections import defaultdict
from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path

import pytest
from box import Box
from gerritbox import GerritBox
from gerritlives import Lives
from relay import Relay
from servers.gerrit import Gerrit
from webserver import Asked

# `make soak` asks for more.
KILLS = int(os.environ.get('KILLS', '3'))
RACES = int(os.environ.get('RACES', '1'))
SEED = 2015
# Of a pass over the changes of a life.
REQUESTS = 24
# On how many machines, and where they wait for each other: at their lock they cannot.
MEETINGS = {
    'of one machine, which see the same': (1, r'/changes/\?q='),
    'of two machines, which say and merge the same': (2, '/(reviewed|submit)$'),
}


@pytest.fixture
def relay(gerrit: Gerrit) -> Iterator[Relay]:
    with Relay(gerrit.url) as server:
        yield server


@pytest.fixture
def reviewed(box: Box, gerrit: Gerrit) -> GerritBox:
    box.begin()
    return GerritBox(box, gerrit)


def ended(*gates: subprocess.Popen[str]) -> None:
    said = [gate.communicate(timeout=240) for gate in gates]
    assert [gate.returncode for gate in gates] == [0] * len(gates), said


def test_everything_once_whenever_the_gate_is_killed(reviewed: GerritBox, relay: Relay) -> None:
    home, chance = reviewed.box.home, random.Random(SEED)
    lives = Lives(reviewed, [home])
    for _ in range(KILLS):
        lives.begin()
        where = (chance.choice(['before', 'after']), chance.randint(1, REQUESTS))
        gate = lives.gate(home, relay.url)
        relay.watch(partial(kill_at, gate, where))
        gate.communicate(timeout=240)
        relay.watch()
        ended(lives.gate(home, relay.url))
        lives.check(f'killed {where}')


def kill_at(
    gate: subprocess.Popen[str], where: tuple[str, int], moment: str, number: int, asked: Asked
) -> None:
    if (moment, number) == where:
        gate.kill()


class Meeting:
    """Who comes to a place first waits there for the other one."""

    def __init__(self, where: str) -> None:
        self._where = re.compile(where)
        self._barriers: dict[str, threading.Barrier] = defaultdict(partial(threading.Barrier, 2))

    def __call__(self, moment: str, number: int, asked: Asked) -> None:
        if moment == 'before' and self._where.search(asked.path):
            with suppress(threading.BrokenBarrierError):
                self._barriers[asked.path].wait(2)


@pytest.mark.parametrize(('machines', 'where'), MEETINGS.values(), ids=MEETINGS)
def test_everything_once_by_two_gates_at_once(
    reviewed: GerritBox, relay: Relay, tmp_path: Path, machines: int, where: str
) -> None:
    lives = Lives(reviewed, [reviewed.box.home, tmp_path / 'second'][:machines])
    for _ in range(RACES):
        lives.begin()
        relay.watch(Meeting(where))
        ended(*(lives.gate(lives.homes[number % machines], relay.url) for number in range(2)))
        relay.watch()
        lives.check(where)
