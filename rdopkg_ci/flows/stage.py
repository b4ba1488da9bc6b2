"""stage: what is published there is tested as readers see it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from rdopkg_ci.core.judging.judge import judge
from rdopkg_ci.core.judging.ruling import Ruling
from rdopkg_ci.core.phase import STAGE
from rdopkg_ci.core.runs.request import Request
from rdopkg_ci.core.target import Target
from rdopkg_ci.core.update.pool import Pooled
from rdopkg_ci.doors.engine import Run, State
from rdopkg_ci.flows.snapshot import Snapshot


class Staged(NamedTuple):
    """The newest stage that brought an update, judged as it stands."""

    ruling: Ruling
    requests: Mapping[Target, Request]


def survey(snapshot: Snapshot, member: Pooled) -> Staged | None:
    """How the newest stage that brought this update was judged; None when there was none."""
    requests = _plan(snapshot, member)
    reports = snapshot.evidence.reports(requests)
    if not reports:
        return None
    targets = member.update.targets
    return Staged(judge(targets, STAGE, reports, snapshot.policy, snapshot.today), requests)


def _plan(snapshot: Snapshot, member: Pooled) -> Mapping[Target, Request]:
    """What the newest stage that brought the update tests on each of its targets."""
    found: dict[Target, Request] = {}
    for run in snapshot.evidence.runs[STAGE]:
        request = run.request
        if request.target in member.update.targets and member.id in request.updates:
            found.setdefault(request.target, request.attempted(1))
    return found


def generations_in_use(runs: Iterable[Run], target: Target) -> set[str]:
    """The generations of a target that runs are testing now."""
    running = (run.request for run in runs if run.state is not State.FINISHED)
    return {request.generation for request in running if request.target == target}
