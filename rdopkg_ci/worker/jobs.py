"""Read a job from the repo at the commit under test: the YAML is the truth, parameters only name
it.
"""

from __future__ import annotations

import time
from collections.abc import Container, Mapping
from pathlib import Path
from typing import NamedTuple

from rdopkg_ci.core import filelist, targets, update_file
from rdopkg_ci.core.place import UPDATES, Place
from rdopkg_ci.core.policy import Policy
from rdopkg_ci.core.rounds import split
from rdopkg_ci.core.target import Target
from rdopkg_ci.core.update import Build
from rdopkg_ci.errors import UsageError
from rdopkg_ci.flows.updates import pool_at, updates_at
from rdopkg_ci.flows.world import POLICY, World, read_policy
from rdopkg_ci.worker.job import Job


class Asked(NamedTuple):
    """The parameters of a run, as the engine hands them over; an empty ``policy`` is that of the
    commit under test.
    """

    phase: str
    target: Target
    commit: str
    policy: str = ''
    update: str = ''
    without: str = ''
    updates: str = ''
    generation: str = ''


def read(world: World, asked: Asked, result: Path, work: Path) -> Job:
    """Raises UsageError when the commit holds nothing for the target."""
    world.repo.tip()  # so that our clone holds the commit
    at = asked.policy or asked.commit
    policy = read_policy(world.settings, world.review.read(at, POLICY), at)
    repos = policy.targets.get(asked.target)
    if repos is None:
        raise UsageError(f'the policy at {at[:12]} does not know {asked.target}')
    builds = _READERS[asked.phase](world, asked, policy)
    if not builds:
        raise UsageError(f'{asked.commit[:12]} holds no build for {asked.target} in {asked.phase}')
    phase = policy.phase(asked.phase)
    return Job(
        asked.phase,
        asked.target,
        asked.commit,
        builds,
        repos,
        phase,
        world.settings.stage,
        asked.generation,
        result,
        work,
        time.monotonic() + phase.timeout,
        _owners(world, asked, builds),
    )


def _owners(world: World, asked: Asked, updates: Container[str]) -> Mapping[str, str]:
    """Which update brings an RPM of the generation, by what phase2 tested of each; nothing in the
    other phases.
    """
    if not asked.generation:
        return {}
    places = (Place.parse(path) for path in world.repo.files(asked.commit))
    ready = [place for place in places if place and place.is_ready and place.id in updates]
    texts = world.repo.read_many(asked.commit, [place.sums for place in ready])
    sums = (
        (place.id, filelist.parse_sums(texts.get(place.sums, b''), place.sums)) for place in ready
    )
    return {
        entry.path: update_id
        for update_id, entries in sums
        for entry in entries
        if entry.target == asked.target
    }


def _one(world: World, asked: Asked, policy: Policy) -> Mapping[str, tuple[Build, ...]]:
    path = str(Place(UPDATES, asked.update))
    data = world.review.read(asked.commit, path)
    if data is None:
        raise UsageError(f'{path} is not in {asked.commit[:12]}')
    builds = targets.settle(update_file.parse(data, path).update, policy).builds_for(asked.target)
    return {asked.update: builds} if builds else {}


def _pool(world: World, asked: Asked, policy: Policy) -> Mapping[str, tuple[Build, ...]]:
    return (
        pool_at(world, asked.commit, policy)
        .pool.without(split(asked.without))
        .builds_for(asked.target)
    )


def _ready(world: World, asked: Asked, policy: Policy) -> Mapping[str, tuple[Build, ...]]:
    ids = split(asked.updates)
    return updates_at(
        world, asked.commit, policy, lambda place: place.is_ready and place.id in ids
    ).pool.builds_for(asked.target)


_READERS = {'phase1': _one, 'phase2': _pool, 'stage': _ready}
