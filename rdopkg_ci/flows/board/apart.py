"""Updates that are ready on one target and that no run has seen together: what one round left out
passes the next one without those that went ahead. Stage is where they meet.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rdopkg_ci.core.target import Target
from rdopkg_ci.core.update.pool import Pooled
from rdopkg_ci.flows.gathering.snapshot import Snapshot
from rdopkg_ci.flows.gathering.updates import updates_at


def from_others(snapshot: Snapshot, member: Pooled, ready: Iterable[Pooled]) -> Sequence[str]:
    """The ids of those of the ``ready`` that another round than the member's has brought there."""
    shared = [one for one in _on(member.update.targets, ready) if one.id != member.id]
    if not shared:
        return ()
    said, tip = snapshot.services.repo.history.said, snapshot.tip
    moved = said(tip, member.path)
    return [one.id for one in shared if said(tip, one.path) != moved]


def beside(snapshot: Snapshot, targets: Iterable[Target], tested: Iterable[str]) -> Sequence[str]:
    """The ids of what is ready on the targets and is not among the ``tested``."""
    services, policy = snapshot.services, snapshot.policy
    found = updates_at(services, snapshot.tip, policy, lambda place: place.is_ready)
    known = set(tested)
    return [one.id for one in _on(targets, found.pool.members) if one.id not in known]


def _on(targets: Iterable[Target], ready: Iterable[Pooled]) -> Sequence[Pooled]:
    wanted = set(targets)
    return [one for one in ready if wanted & set(one.update.targets)]
