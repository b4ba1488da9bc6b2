"""What phase2 and stage have found of the chosen updates before, for people to know."""

from __future__ import annotations

from collections.abc import Sequence

from rdopkg_ci.core.phase import STAGE
from rdopkg_ci.core.policy.policy import Policy
from rdopkg_ci.errors import CiError
from rdopkg_ci.flows.gathering import moved_notes
from rdopkg_ci.flows.phases import stage
from rdopkg_ci.flows.promotion.ready import Ready
from rdopkg_ci.flows.services import Services


def notes(services: Services, commit: str, updates: Sequence[Ready]) -> Sequence[str]:
    """What phase2 noted of them, each once."""
    members = [update.member for update in updates]
    return moved_notes.every(services.repo, commit, members)


def in_again(
    services: Services, policy: Policy, commit: str, updates: Sequence[Ready]
) -> Sequence[str]:
    """The ids of those that the last stage, which is not over, was without; nobody's where the
    engine does not tell of it.
    """
    targets = {target for update in updates for target in update.member.update.targets}
    try:
        runs = services.engine.runs(STAGE, labels=policy.labels)
    except CiError:
        return ()
    stages = stage.newest(runs, targets).values()
    asked_for = [one for one in stages if not stage.is_past(services, policy, commit, one)]
    less = {one for each in asked_for for one in stage.left_out(services, policy, commit, each)}
    return [update.id for update in updates if update.id in less]
