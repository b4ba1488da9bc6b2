"""The doors in use, opened once: the rdo-update repo, the review system and the engine."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import NamedTuple

from rdopkg_ci.core.policy import policy_file
from rdopkg_ci.core.policy.policy import Policy
from rdopkg_ci.core.policy.policy_file import POLICY
from rdopkg_ci.doors import rdoinfo
from rdopkg_ci.doors.engine import Engine
from rdopkg_ci.doors.engine.local import LocalEngine
from rdopkg_ci.doors.review import Review
from rdopkg_ci.doors.review.local import LocalReview
from rdopkg_ci.doors.update_repo import UpdateRepo
from rdopkg_ci.errors import InvalidInput, UsageError
from rdopkg_ci.flows import embedded
from rdopkg_ci.settings import Settings

# Runs the package of this very process, installed or not, without touching what the worker's own
# children import.
_WORKER = (
    'import sys; sys.path.insert(0, sys.argv.pop(1)); from rdopkg_ci.__main__ import main;'
    ' sys.exit(main())'
)


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
    for key, url in (('gerrit_url', settings.gerrit_url), ('jenkins_url', settings.jenkins_url)):
        if url:
            name = key.replace('_', '.')
            raise UsageError(
                f'{name} is set, but this version knows only the local one',
                'Unset it to use the embedded default.',
            )
    place = (
        Path(settings.update_repo).expanduser()
        if settings.update_repo
        else embedded.ensure(settings)
    )
    if not place.is_dir():
        problem = f'update_repo: {settings.update_repo} is no directory'
        raise UsageError(problem, 'Without Gerrit it must be a bare git repo on this machine.')
    root = Path(__file__).parents[2]
    worker = (sys.executable, '-c', _WORKER, str(root), 'ci', 'run')
    return Services(
        settings,
        UpdateRepo.open(settings.home / 'clone.git', str(place), settings.branch),
        LocalReview(place, settings.branch),
        LocalEngine(settings.home / 'runs', settings.workers, worker),
    )


def read_policy(settings: Settings, data: bytes | None, commit: str) -> Policy:
    """Parse the policy's text and fill in the targets that rdoinfo names."""
    name = f'the policy, {POLICY} of the rdo-update repo at {commit[:12]}'
    if data is None:
        raise InvalidInput(
            f'{name}:', ('there is no such file',), 'Commit a policy to the rdo-update repo first.'
        )
    policy = policy_file.parse(data, name)
    return rdoinfo.complete(policy, settings.home / 'rdoinfo')
