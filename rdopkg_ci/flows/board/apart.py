"""Updates that are ready on one target and that no run has seen together: what one round left out
passes the next one without those that went ahead. Stage is where they meet.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from rdopkg_ci.core.target import Target
from rdopkg_ci.core.update.pool import Pooled
from rdopkg_ci.flows.gathering import pushed
from rdopkg_ci.flows.gathering.snapshot import Snapshot
from rdopkg_ci.flows.gathering.updates import updates_at


def from_others(member: Pooled, ready: Iterable[Pooled], moved: Mapping[str, str]) -> Sequence[str]:
    """The ids of those of the ``ready`` that another round than the member's has brought there;
    ``moved`` is what `moved_notes.moves` tells of them.
    """
    shared = _on(member.update.targets, ready)
    return [one.id for one in shared if moved[one.id] != moved[member.id]]


def beside(snapshot: Snapshot, targets: Iterable[Target], tested: Iterable[str]) -> Sequence[str]:
    """The ids of what is ready on the targets and is not among the ``tested``."""
    services, policy = snapshot.services, snapshot.policy
    found = updates_at(services, snapshot.tip, policy, lambda place: place.is_ready)
    known = set(tested)
    return [one.id for one in _on(targets, found.pool.members) if one.id not in known]


def pushed_since(snapshot: Snapshot, member: Pooled, moved: Mapping[str, str]) -> Sequence[str]:
    """The ids of what has come to production on its targets since it is ready."""
    commit = moved[member.id]
    services, policy, tip = snapshot.services, snapshot.policy, snapshot.tip
    every = pushed.since(services, policy, tip, commit) if commit else ()
    targets = member.update.targets
    return [one.id for one in every if any(pushed.brings(one, target) for target in targets)]


def _on(targets: Iterable[Target], ready: Iterable[Pooled]) -> Sequence[Pooled]:
    wanted = set(targets)
    return [one for one in ready if wanted & set(one.update.targets)]
