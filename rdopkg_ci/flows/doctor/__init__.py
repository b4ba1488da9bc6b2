"""Is everything there that is needed? Each question by itself, so that one answer hides no
other.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import partial

from rdopkg_ci.core.finding import Finding, Health
from rdopkg_ci.core.policy.scripts import anywhere
from rdopkg_ci.doors import tools
from rdopkg_ci.errors import CiError
from rdopkg_ci.flows import bases
from rdopkg_ci.flows.doctor import gerrit_checks, jenkins_checks, local_checks
from rdopkg_ci.flows.doctor.asking import asked, bad
from rdopkg_ci.flows.services import OpenBranch, open_branch, open_services, policies, scripts
from rdopkg_ci.settings import Settings, environment


def examine(settings: Settings, for_gate: bool = False) -> Sequence[Finding]:
    """The checks of whatever the settings say is used; with ``for_gate`` the account needs what the
    gate does.
    """
    labels: list[Sequence[str]] = []
    found = [*_environment(), *asked('update repo', partial(_repo, settings, labels))]
    if settings.gerrit.url:
        found += asked('gerrit', partial(gerrit_checks.examine, settings, for_gate))
    is_local = not settings.jenkins.url
    if is_local:
        engine: Sequence[Finding] = [
            *asked('engine', partial(_local, settings)),
            *local_checks.libraries(),
        ]
    else:
        engine = jenkins_checks.examine(settings, labels[0] if labels else None)
    production = asked('production', partial(local_checks.production, settings, is_local))
    return [*found, *_untold(found, engine), *_untold([*found, *engine], production)]


def _untold(told: Sequence[Finding], found: Sequence[Finding]) -> Sequence[Finding]:
    """What several questions fail for is told once."""
    known = {one.found for one in told if one.health is not Health.GOOD}
    return [one for one in found if one.found not in known]


def _environment() -> Sequence[Finding]:
    """What somebody may take for set."""
    remedy = 'It counts for nothing: rename it, or unset it. docs/commands.md lists the settings.'
    ignored = environment.ignored(os.environ)
    return [Finding('environment', Health.NOTED, problem, remedy) for problem in ignored]


def _repo(settings: Settings, labels: list[Sequence[str]]) -> Sequence[Finding]:
    """The labels of agents that the policy asks for become the only item of ``labels``."""
    branch = open_branch(settings, create=False)
    tip, stale = branch.repo.seen()
    where = f'{branch.repo.remote}, branch {settings.branch} at {tip[:12]}'
    found = Finding('update repo', Health.GOOD, where)
    if stale:
        return [bad('home', stale), *_policy(branch, tip, found, labels)]
    return _policy(branch, tip, found, labels)


def _policy(
    branch: OpenBranch, tip: str, found: Finding, labels: list[Sequence[str]]
) -> Sequence[Finding]:
    try:
        policy = policies.own(branch.settings, branch.repo, tip)
        labels.append(sorted(policy.labels))
        # Agents have programs of their own.
        is_here = anywhere if branch.settings.jenkins.url else tools.is_here
        scripts.check_at(branch.repo, tip, policy, is_here)
    except CiError as error:
        return [found, bad('policy', error)]
    count = len(policy.targets)
    said = f'{count} target{"" if count == 1 else "s"}'
    health = Health.NOTED if branch.settings.jenkins.url else Health.BAD
    away = [Finding('policy', health, str(error), error.hint) for error in bases.doubtful(policy)]
    return [found, Finding('policy', Health.GOOD, said), *away]


def _local(settings: Settings) -> Sequence[Finding]:
    open_services(settings, create=False)
    workers = settings.runs.workers
    return [Finding('engine', Health.GOOD, f'runs on this machine, {workers} at once')]
