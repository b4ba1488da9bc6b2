"""One look at the world: what runs, reviews and the pool are judged by."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from rdopkg_ci.core.policy.policy import Policy
from rdopkg_ci.flows.evidence import Evidence
from rdopkg_ci.flows.services import Services


class Snapshot(NamedTuple):
    """``policy`` is that of the branch's ``tip``; ``evidence`` asks the engine once for each
    thing.
    """

    services: Services
    evidence: Evidence
    tip: str
    policy: Policy
    today: date

    @classmethod
    def of(cls, services: Services, today: date) -> Snapshot:
        tip = services.repo.tip()
        return cls(services, Evidence(services.engine), tip, services.policy(tip), today)
