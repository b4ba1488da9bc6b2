"""How stage judges a promotion: the runs of these very generations."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from rdopkg_ci.core.event import Event
from rdopkg_ci.core.judging.judge import judge
from rdopkg_ci.core.judging.ruling import Ruling
from rdopkg_ci.core.phase import STAGE
from rdopkg_ci.flows.gathering import evidence
from rdopkg_ci.flows.phases.starting import start
from rdopkg_ci.flows.polling import poll
from rdopkg_ci.flows.promotion.plan import Promotion
from rdopkg_ci.flows.services import Services

Tell = Callable[[Sequence[Event]], None]


def judged(services: Services, promotion: Promotion, today: date) -> Ruling:
    """How stage judges these generations, as it stands now."""
    requests = promotion.requests
    subjects = {request.subject for request in requests.values()}
    known = evidence.gather(
        services.engine,
        {STAGE: subjects},
        relevant=lambda _: subjects,
        labels=promotion.policy.labels,
    )
    reports = known.reports(requests)
    return judge(tuple(requests), STAGE, reports, promotion.policy, today)


def test(
    services: Services, promotion: Promotion, today: Callable[[], date], wait: bool, tell: Tell
) -> Ruling:
    """Start the runs that are missing and judge again, with ``wait`` until all of them are over;
    ``tell`` is told what was done as it is done.
    """

    def once() -> tuple[Ruling, bool]:
        ruling = judged(services, promotion, today())
        events = list(start(services.engine, ruling, promotion.requests, STAGE))
        tell(events)
        if events:
            ruling = judged(services, promotion, today())
        return ruling, ruling.finished or not wait

    return poll(once)
