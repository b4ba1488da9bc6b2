"""The doors in use, opened once: the rdo-update repo, the review system and the engine; a worker
opens the first only.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress
from typing import NamedTuple, Protocol

from rdopkg_ci.core.policy.policy import Policy
from rdopkg_ci.doors import files
from rdopkg_ci.doors.engine import Engine
from rdopkg_ci.doors.engine.jenkins.engine import JenkinsEngine
from rdopkg_ci.doors.engine.local import LocalEngine
from rdopkg_ci.doors.engine.pruning import Keep
from rdopkg_ci.doors.jenkins.server import Server, connect
from rdopkg_ci.doors.processes import python
from rdopkg_ci.doors.review import Review
from rdopkg_ci.doors.update_repo import UpdateRepo
from rdopkg_ci.errors import UsageError
from rdopkg_ci.flows.services import policies, reviewing
from rdopkg_ci.flows.services.policies import InForce
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
        """The policy in force at a commit; raises InvalidInput where there is none."""


class OpenBranch(NamedTuple):
    """The rdo-update repo alone."""

    settings: Settings
    repo: UpdateRepo

    def policy(self, commit: str) -> Policy:
        return self.in_force(commit).policy

    def in_force(self, commit: str) -> InForce:
        return policies.in_force(self.settings, self.repo, commit)


class Services(NamedTuple):
    settings: Settings
    repo: UpdateRepo
    review: Review
    engine: Engine

    def policy(self, commit: str) -> Policy:
        """The policy in force at a commit; raises InvalidInput where there is none."""
        return self.in_force(commit).policy

    def in_force(self, commit: str) -> InForce:
        """The same, with what keeps the commit's own from it."""
        return policies.in_force(self.settings, self.repo, commit)


def open_services(settings: Settings, create: bool = True) -> Services:
    """Open every door; ``create`` as in `open_branch`."""
    engine = _engine(settings)
    branch = open_branch(settings, create)
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
    if not is_there(settings):
        return ()
    branch = open_branch(settings)
    return sorted(branch.policy(branch.repo.seen()[0]).labels)


def _engine(settings: Settings) -> Engine:
    """The Jenkins of the settings, else workers on this machine."""
    if settings.jenkins.url:
        return JenkinsEngine(open_server(settings))
    runs = settings.runs
    worker = (*python.command(_WORKER), 'ci', 'run')
    keep = Keep(runs.keep, runs.keep_days)
    return LocalEngine(settings.home / 'runs', runs.workers, worker, keep)


def open_branch(settings: Settings, create: bool = True) -> OpenBranch:
    """The rdo-update repo, wherever it is: a worker on an agent needs no more. The embedded
    one is made where it is not there yet; without ``create``, as for who only looks, that raises
    UsageError.
    """
    if not create:
        _check_is_there(settings)
    _close(settings)
    return OpenBranch(settings, reviewing.open_repo(settings))


def is_there(settings: Settings) -> bool:
    """Whether there is a repo already, or somebody has said where it is."""
    return bool(settings.update_repo or settings.gerrit.url or settings.embedded_repo.exists())


def _check_is_there(settings: Settings) -> None:
    if is_there(settings):
        return
    raise UsageError(
        f'there is no rdo-update repo at {settings.home} yet',
        'Nothing was submitted: the first `rdopkg update FILE` makes one there, with a policy to'
        ' start from, and so does `rdopkg ci policy --init` for an admin who comes first.'
        ' RDOPKG_CI_HOME says where; the settings update_repo and gerrit name one elsewhere.',
    )


def _close(settings: Settings) -> None:
    """Have our home to ourselves: it holds logs and locks. One that an earlier version left open
    stays open where something is published below it.
    """
    home, publish = settings.home, settings.publish
    inside = [place for place in (publish.stage, publish.production) if home in place.parents]
    # Who only looks needs nothing of it, and who writes is told where he does.
    with suppress(OSError):
        if not any(place.exists() for place in inside):
            files.private(home)
        files.private(home / 'runs')
