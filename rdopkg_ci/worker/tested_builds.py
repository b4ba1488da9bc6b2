"""The builds that a run is about, and whose its RPMs are, at the commit under test."""

from __future__ import annotations

from collections.abc import Container, Mapping

from rdopkg_ci.core.phase import PHASE1, PHASE2, STAGE
from rdopkg_ci.core.policy.policy import Policy
from rdopkg_ci.core.publication import filelist
from rdopkg_ci.core.runs.request import Request
from rdopkg_ci.core.update import targets, update_file
from rdopkg_ci.core.update.place import UPDATES, Place
from rdopkg_ci.core.update.update import Build
from rdopkg_ci.errors import UsageError
from rdopkg_ci.flows.gathering.updates import pool_at, updates_at
from rdopkg_ci.flows.services import Branch
from rdopkg_ci.worker.job import Owner

# By id of an update, for one target.
Builds = Mapping[str, tuple[Build, ...]]


def builds(services: Branch, request: Request, policy: Policy) -> Builds:
    """Raises UsageError where there are none."""
    found = _READERS[request.phase](services, request, policy)
    # Whether production alone is red is a question of its own.
    if not found and not request.isolate:
        raise UsageError(
            f'{request.commit[:12]} holds no build for {request.target} in {request.phase}'
        )
    return found


def owners(services: Branch, request: Request, updates: Container[str]) -> Mapping[str, Owner]:
    """Whose an RPM of the generation is, by what phase2 tested of each; nothing in the other
    phases.
    """
    if not request.generation:
        return {}
    places = (Place.parse(path) for path in services.repo.files(request.commit))
    ready = [place for place in places if place and place.is_ready and place.id in updates]
    texts = services.repo.read_many(request.commit, [place.sums for place in ready])
    found: dict[str, Owner] = {}
    for place in ready:
        sums = filelist.parse_sums(texts.get(place.sums, b''), place.sums)
        ours = (one for one in sums if one.target == request.target)
        found.update((one.path, Owner(place.id, one.build, one.tag)) for one in ours)
    return found


def _one(services: Branch, request: Request, policy: Policy) -> Builds:
    path = str(Place(UPDATES, request.update))
    data = services.repo.read(request.commit, path)
    if data is None:
        raise UsageError(f'{path} is not in {request.commit[:12]}')
    builds = targets.settle(update_file.parse(data, path).update, policy).builds_for(request.target)
    return {request.update: builds} if builds else {}


def _pool(services: Branch, request: Request, policy: Policy) -> Builds:
    pool = pool_at(services, request.commit, policy).pool
    return pool.without(request.without).builds_for(request.target)


def _ready(services: Branch, request: Request, policy: Policy) -> Builds:
    def wanted(place: Place) -> bool:
        return place.is_ready and place.id in request.updates

    return updates_at(services, request.commit, policy, wanted).pool.builds_for(request.target)


_READERS = {PHASE1: _one, PHASE2: _pool, STAGE: _ready}
