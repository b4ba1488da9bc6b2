"""Read a job from the repo at the commit under test: the YAML is the truth, parameters only name
it.
"""

from __future__ import annotations

import time
from collections.abc import Container, Mapping, Sequence
from pathlib import Path

from rdopkg_ci.core.depsolve.rivals import Brought
from rdopkg_ci.core.phase import PHASE1, PHASE2, STAGE
from rdopkg_ci.core.planning.plan import INSTALL, plan
from rdopkg_ci.core.policy.policy import Policy
from rdopkg_ci.core.publication import filelist
from rdopkg_ci.core.runs.request import Request
from rdopkg_ci.core.text.terminal import safe
from rdopkg_ci.core.update import targets, update_file
from rdopkg_ci.core.update.place import UPDATES, Place
from rdopkg_ci.core.update.update import Build
from rdopkg_ci.doors.engine.settings import OFF, TEST
from rdopkg_ci.doors.update_repo import UpdateRepo
from rdopkg_ci.errors import UsageError
from rdopkg_ci.flows.services import Branch
from rdopkg_ci.flows.updates import pool_at, updates_at
from rdopkg_ci.flows.waiting import waiting
from rdopkg_ci.worker.job import Job, Owner


def read(
    services: Branch, request: Request, result: Path, work: Path, any_policy: bool = True
) -> Job:
    """Raises UsageError when the commit holds nothing for the target. Unless ``any_policy``, the
    policy has to be one of the branch: it names commands, and whoever asks a server for a run must
    not choose them.
    """
    _bring(services.repo, request)
    if not any_policy and not services.repo.is_in_branch(request.policy):
        raise UsageError(
            f'the policy at {request.policy[:12]} was never that of the branch',
            'Ask for the run again with `rdopkg ci gate` or `rdopkg update --phase2`.',
        )
    policy = services.policy(request.policy)
    repos = policy.targets.get(request.target)
    if repos is None:
        raise UsageError(f'the policy at {request.policy[:12]} does not know {request.target}')
    builds = _READERS[request.phase](services, request, policy)
    # Whether production alone is red is a question of its own.
    if not builds and not request.isolate:
        raise UsageError(
            f'{request.commit[:12]} holds no build for {request.target} in {request.phase}'
        )
    runs = services.settings.runs
    left_out = {INSTALL} if runs.transaction == OFF else set()
    planned = plan(request.phase, _flat(builds), policy, left_out)
    job = Job(
        planned,
        request.target,
        request.commit,
        builds,
        repos,
        services.settings.publish.stage,
        request.generation,
        result,
        work,
        time.monotonic() + planned.timeout,
        _owners(services, request, builds),
        runs.bounds,
        runs.environment,
        services.settings.home,
        runs.transaction == TEST,
        policy.may_be_older,
        _waiting(services, request),
    )
    if any(step.command and step.command.needs_scripts for step in planned.steps):
        services.repo.check_out(request.policy, job.scripts)
    return job


def _flat(builds: Mapping[str, tuple[Build, ...]]) -> Sequence[Build]:
    found: list[Build] = []
    for some in builds.values():
        found.extend(some)
    return found


def _bring(repo: UpdateRepo, request: Request) -> None:
    """Have the commits in our clone: what is under review lies on no branch."""
    repo.tip()
    wanted = {request.policy: request.policy, request.commit: request.ref or request.commit}
    problems = repo.bring(wanted)
    for commit, problem in problems.items():
        raise UsageError(f'{commit[:12]} is not in {safe(repo.remote)}: {problem}')


def _owners(services: Branch, request: Request, updates: Container[str]) -> Mapping[str, Owner]:
    """Whose an RPM of the generation is, by what phase2 tested of each; nothing in the other
    phases.
    """
    if not request.generation:
        return {}
    places = (Place.parse(path) for path in services.repo.files(request.commit))
    ready = [place for place in places if place and place.is_ready and place.id in updates]
    texts = services.repo.read_many(request.commit, [place.sums for place in ready])
    owners: dict[str, Owner] = {}
    for place in ready:
        sums = filelist.parse_sums(texts.get(place.sums, b''), place.sums)
        ours = (one for one in sums if one.target == request.target)
        owners.update((one.path, Owner(place.id, one.build, one.tag)) for one in ours)
    return owners


def _waiting(services: Branch, request: Request) -> Sequence[Brought]:
    """Stage is where they meet anyway."""
    if request.generation:
        return ()
    return [one for target, one in waiting(services, request.policy) if target == request.target]


def _one(services: Branch, request: Request, policy: Policy) -> Mapping[str, tuple[Build, ...]]:
    path = str(Place(UPDATES, request.update))
    data = services.repo.read(request.commit, path)
    if data is None:
        raise UsageError(f'{path} is not in {request.commit[:12]}')
    builds = targets.settle(update_file.parse(data, path).update, policy).builds_for(request.target)
    return {request.update: builds} if builds else {}


def _pool(services: Branch, request: Request, policy: Policy) -> Mapping[str, tuple[Build, ...]]:
    return (
        pool_at(services, request.commit, policy)
        .pool.without(request.without)
        .builds_for(request.target)
    )


def _ready(services: Branch, request: Request, policy: Policy) -> Mapping[str, tuple[Build, ...]]:
    ids = request.updates
    return updates_at(
        services, request.commit, policy, lambda place: place.is_ready and place.id in ids
    ).pool.builds_for(request.target)


_READERS = {PHASE1: _one, PHASE2: _pool, STAGE: _ready}
