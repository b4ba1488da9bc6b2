"""One look at the world: what runs, reviews and the pool are judged by."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from rdopkg_ci.core.policy import Policy
from rdopkg_ci.flows.evidence import Evidence
from rdopkg_ci.flows.world import World


class Sight(NamedTuple):
    """``policy`` is that of the branch's ``tip``; ``evidence`` asks the engine once for each
    thing.
    """

    world: World
    evidence: Evidence
    tip: str
    policy: Policy
    today: date

    @classmethod
    def of(cls, world: World, today: date) -> Sight:
        tip = world.repo.tip()
        return cls(world, Evidence(world.engine), tip, world.policy(tip), today)
