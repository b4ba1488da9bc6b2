"""Read a job from the repo at the commit under test: the YAML is the truth, parameters only name
it.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

from rdopkg_ci.core.depsolve.rivals import Brought
from rdopkg_ci.core.planning.plan import INSTALL, Plan, plan
from rdopkg_ci.core.policy.policy import Policy
from rdopkg_ci.core.runs.request import Request
from rdopkg_ci.core.text.terminal import safe
from rdopkg_ci.doors.engine.settings import OFF, TEST
from rdopkg_ci.doors.update_repo import UpdateRepo
from rdopkg_ci.errors import UsageError
from rdopkg_ci.flows.phases.waiting import waiting
from rdopkg_ci.flows.services import Branch
from rdopkg_ci.worker import tested_builds
from rdopkg_ci.worker.job import Job
from rdopkg_ci.worker.tested_builds import Builds


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
    job = _job(services, request, services.policy(request.policy), result, work)
    if any(step.command and step.command.needs_scripts for step in job.plan.steps):
        services.repo.check_out(request.policy, job.scripts)
    return job


def _bring(repo: UpdateRepo, request: Request) -> None:
    """Have the commits in our clone: what is under review lies on no branch."""
    repo.tip()
    wanted = {request.policy: request.policy, request.commit: request.ref or request.commit}
    problems = repo.bring(wanted)
    for commit, problem in problems.items():
        raise UsageError(f'{commit[:12]} is not in {safe(repo.remote)}: {problem}')


def _job(services: Branch, request: Request, policy: Policy, result: Path, work: Path) -> Job:
    repos = policy.targets.get(request.target)
    if repos is None:
        raise UsageError(f'the policy at {request.policy[:12]} does not know {request.target}')
    builds = tested_builds.builds(services, request, policy)
    runs, planned = services.settings.runs, _plan(services, request, policy, builds)
    return Job(
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
        tested_builds.owners(services, request, builds),
        runs.bounds,
        runs.environment,
        services.settings.home,
        runs.transaction == TEST,
        policy.may_be_older,
        _waiting(services, request),
        request.key,
    )


def _plan(services: Branch, request: Request, policy: Policy, builds: Builds) -> Plan:
    left_out = {INSTALL} if services.settings.runs.transaction == OFF else set()
    every = [build for some in builds.values() for build in some]
    return plan(request.phase, every, policy, left_out)


def _waiting(services: Branch, request: Request) -> Sequence[Brought]:
    """Stage is where they meet anyway."""
    if request.generation:
        return ()
    return [one for target, one in waiting(services, request.policy) if target == request.target]
