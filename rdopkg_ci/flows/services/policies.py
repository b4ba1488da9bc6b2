"""Which policy is in force at a commit: its own, or while that cannot be read the last one before
that can. One bad line must not stop everybody.
"""

from __future__ import annotations

from typing import NamedTuple

from rdopkg_ci.core.policy import policy_file
from rdopkg_ci.core.policy.policy import Policy
from rdopkg_ci.core.policy.policy_file import POLICY
from rdopkg_ci.doors import rdoinfo
from rdopkg_ci.doors.update_repo import UpdateRepo
from rdopkg_ci.errors import InvalidInput
from rdopkg_ci.settings import Settings

# Commits that changed it; who has made so many bad ones has to mend it first.
MOST = 50


class InForce(NamedTuple):
    """``problem`` says why it is not the commit's own policy, None where it is."""

    policy: Policy
    problem: InvalidInput | None = None


def in_force(settings: Settings, repo: UpdateRepo, commit: str) -> InForce:
    """Raises InvalidInput where no policy that can be read was there before either."""
    try:
        return InForce(own(settings, repo, commit))
    except InvalidInput as problem:
        for older in repo.history.versions(commit, POLICY, MOST):
            try:
                policy = own(settings, repo, older)
            except InvalidInput:
                continue
            problem.hint = (
                f'Until it is corrected the policy of {older[:12]} counts. `rdopkg ci policy FILE`'
                ' checks one.'
            )
            return InForce(policy, problem)
        raise


def own(settings: Settings, repo: UpdateRepo, commit: str) -> Policy:
    """The policy as it is written at a commit; raises InvalidInput where there is none, or a bad
    one.
    """
    return read(settings, repo.read(commit, POLICY), commit)


def read(settings: Settings, data: bytes | None, commit: str) -> Policy:
    """Parse the policy's text and fill in the targets that rdoinfo names."""
    name = f'the policy, {POLICY} of the rdo-update repo at {commit[:12]}'
    if data is None:
        raise InvalidInput(
            f'{name}:', ('there is no such file',), 'Commit a policy to the rdo-update repo first.'
        )
    return completed(settings, policy_file.parse(data, name))


def completed(settings: Settings, policy: Policy) -> Policy:
    """The policy with what rdoinfo says."""
    return rdoinfo.complete(policy, settings.home / 'rdoinfo')
