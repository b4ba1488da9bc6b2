"""Read a job from the repo at the commit under test: the YAML is the truth, parameters only name
it.
"""

from __future__ import annotations

import time
from collections.abc import Container, Mapping
from pathlib import Path
from typing import NamedTuple

from rdopkg_ci.core.policy.policy import Policy
from rdopkg_ci.core.publication import filelist
from rdopkg_ci.core.runs.rounds import split
from rdopkg_ci.core.target import Target
from rdopkg_ci.core.update import targets, update_file
from rdopkg_ci.core.update.place import UPDATES, Place
from rdopkg_ci.core.update.update import Build
from rdopkg_ci.errors import UsageError
from rdopkg_ci.flows.services import POLICY, Services, read_policy
from rdopkg_ci.flows.updates import pool_at, updates_at
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


def read(services: Services, asked: Asked, result: Path, work: Path) -> Job:
    """Raises UsageError when the commit holds nothing for the target."""
    services.repo.tip()  # so that our clone holds the commit
    at = asked.policy or asked.commit
    policy = read_policy(services.settings, services.review.read(at, POLICY), at)
    repos = policy.targets.get(asked.target)
    if repos is None:
        raise UsageError(f'the policy at {at[:12]} does not know {asked.target}')
    builds = _READERS[asked.phase](services, asked, policy)
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
        services.settings.stage,
        asked.generation,
        result,
        work,
        time.monotonic() + phase.timeout,
        _owners(services, asked, builds),
    )


def _owners(services: Services, asked: Asked, updates: Container[str]) -> Mapping[str, str]:
    """Which update brings an RPM of the generation, by what phase2 tested of each; nothing in the
    other phases.
    """
    if not asked.generation:
        return {}
    places = (Place.parse(path) for path in services.repo.files(asked.commit))
    ready = [place for place in places if place and place.is_ready and place.id in updates]
    texts = services.repo.read_many(asked.commit, [place.sums for place in ready])
    sums = (
        (place.id, filelist.parse_sums(texts.get(place.sums, b''), place.sums)) for place in ready
    )
    return {
        entry.path: update_id
        for update_id, entries in sums
        for entry in entries
        if entry.target == asked.target
    }


def _one(services: Services, asked: Asked, policy: Policy) -> Mapping[str, tuple[Build, ...]]:
    path = str(Place(UPDATES, asked.update))
    data = services.review.read(asked.commit, path)
    if data is None:
        raise UsageError(f'{path} is not in {asked.commit[:12]}')
    builds = targets.settle(update_file.parse(data, path).update, policy).builds_for(asked.target)
    return {asked.update: builds} if builds else {}


def _pool(services: Services, asked: Asked, policy: Policy) -> Mapping[str, tuple[Build, ...]]:
    return (
        pool_at(services, asked.commit, policy)
        .pool.without(split(asked.without))
        .builds_for(asked.target)
    )


def _ready(services: Services, asked: Asked, policy: Policy) -> Mapping[str, tuple[Build, ...]]:
    ids = split(asked.updates)
    return updates_at(
        services, asked.commit, policy, lambda place: place.is_ready and place.id in ids
    ).pool.builds_for(asked.target)


_READERS = {'phase1': _one, 'phase2': _pool, 'stage': _ready}
