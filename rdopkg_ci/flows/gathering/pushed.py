"""What has come to production since something was tested."""

from __future__ import annotations

from collections.abc import Sequence

from rdopkg_ci.core.policy.policy import Policy
from rdopkg_ci.core.target import Target
from rdopkg_ci.core.update.place import PUSHED, Place
from rdopkg_ci.core.update.pool import Pooled
from rdopkg_ci.flows.gathering.updates import files_then, updates_at
from rdopkg_ci.flows.services import Branch


def since(branch: Branch, policy: Policy, tip: str, commit: str) -> Sequence[Pooled]:
    """The updates that were pushed after the branch was at ``commit``; none where that is not to be
    had.
    """
    repo = branch.repo
    then, now = files_then(repo, commit), repo.files(tip)
    paths = now.keys() - then.keys() if then is not None else ()
    places = {one for one in map(Place.parse, paths) if one and one.directory == PUSHED}
    if not places:
        return ()
    found = updates_at(branch, tip, policy, places.__contains__)
    return found.pool.members


def brings(member: Pooled, target: Target) -> bool:
    """Whether it has something for that."""
    return any(build.holds_rpms for build in member.update.builds_for(target))
