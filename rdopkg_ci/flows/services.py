"""The doors in use, opened once: the rdo-update repo, the review system and the engine; a worker
opens the first only.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import NamedTuple, Protocol

from rdopkg_ci.core.policy import policy_file
from rdopkg_ci.core.policy.policy import Policy
from rdopkg_ci.core.policy.policy_file import POLICY
from rdopkg_ci.doors import files, python, rdoinfo
from rdopkg_ci.doors.engine import Engine
from rdopkg_ci.doors.engine.jenkins.engine import JenkinsEngine
from rdopkg_ci.doors.engine.local import LocalEngine
from rdopkg_ci.doors.engine.pruning import Keep
from rdopkg_ci.doors.jenkins.server import Server, connect
from rdopkg_ci.doors.review import Review
from rdopkg_ci.doors.update_repo import UpdateRepo
from rdopkg_ci.errors import InvalidInput, UsageError
from rdopkg_ci.flows import reviewing
from rdopkg_ci.settings import Settings

# The package of this very process, installed or not.
_WORKER = 'from rdopkg_ci.__main__ import main; sys.exit(main())'


class Branch(Protocol):
    """What it takes to read the branch: all that a worker has."""

    @property
    def settings(self) -> Settings: ...

    @property
    def repo(self) -> UpdateRepo: ...

    def policy(self, commit: str) -> Policy:
        """The policy at a commit; raises InvalidInput where there is none or a broken one."""


class OpenBranch(NamedTuple):
    """The rdo-update repo alone."""

    settings: Settings
    repo: UpdateRepo

    def policy(self, commit: str) -> Policy:
        return read_policy(self.settings, self.repo.read(commit, POLICY), commit)


class Services(NamedTuple):
    settings: Settings
    repo: UpdateRepo
    review: Review
    engine: Engine

    def policy(self, commit: str) -> Policy:
        """The policy at a commit; raises InvalidInput where there is none or a broken one."""
        return read_policy(self.settings, self.repo.read(commit, POLICY), commit)


def open_services(settings: Settings) -> Services:
    """Open every door; creates the embedded default at first use."""
    engine = _engine(settings)
    branch = open_branch(settings)
    review = reviewing.open_review(settings, branch.repo)
    return Services(settings, branch.repo, review, engine)


def open_server(settings: Settings) -> Server:
    """The Jenkins of the settings; raises UsageError where there is none."""
    if not settings.jenkins.url:
        raise UsageError(
            'jenkins.url is not set: runs are on this machine, which needs no jobs',
            'Set jenkins: {url: …, user: …} in ~/.rdopkg/ci.yml to use a Jenkins.',
        )
    return connect(settings.jenkins, os.environ)


def labels_of(settings: Settings) -> Sequence[str]:
    """The labels of agents that the branch's policy names; none where there is no branch yet."""
    is_there = settings.update_repo or settings.gerrit.url or settings.embedded_repo.exists()
    if not is_there:
        return ()
    branch = open_branch(settings)
    return sorted(branch.policy(branch.repo.tip()).labels)


def _engine(settings: Settings) -> Engine:
    """The Jenkins of the settings, else workers on this machine."""
    if settings.jenkins.url:
        return JenkinsEngine(open_server(settings))
    runs = settings.runs
    worker = (*python.command(_WORKER), 'ci', 'run')
    keep = Keep(runs.keep, runs.keep_days)
    return LocalEngine(settings.home / 'runs', runs.workers, worker, keep)


def open_branch(settings: Settings) -> OpenBranch:
    """The rdo-update repo, wherever it is: a worker on an agent needs no more. Creates the embedded
    one at first use.
    """
    _close(settings)
    return OpenBranch(settings, reviewing.open_repo(settings))


def _close(settings: Settings) -> None:
    """Have our home to ourselves: it holds logs and locks. One that an earlier version left open
    stays open where something is published below it.
    """
    home, publish = settings.home, settings.publish
    inside = [place for place in (publish.stage, publish.production) if home in place.parents]
    if not any(place.exists() for place in inside):
        files.private(home)
    files.private(home / 'runs')


def read_policy(settings: Settings, data: bytes | None, commit: str) -> Policy:
    """Parse the policy's text and fill in the targets that rdoinfo names."""
    name = f'the policy, {POLICY} of the rdo-update repo at {commit[:12]}'
    if data is None:
        raise InvalidInput(
            f'{name}:', ('there is no such file',), 'Commit a policy to the rdo-update repo first.'
        )
    policy = policy_file.parse(data, name)
    return rdoinfo.complete(policy, settings.home / 'rdoinfo')
