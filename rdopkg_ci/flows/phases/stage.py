"""stage: what is published there is tested as readers see it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from rdopkg_ci.core.judging.judge import judge
from rdopkg_ci.core.judging.ruling import Ruling
from rdopkg_ci.core.phase import STAGE
from rdopkg_ci.core.policy.policy import Policy
from rdopkg_ci.core.runs.request import Request
from rdopkg_ci.core.target import Target
from rdopkg_ci.core.update.place import PUSHED, Place
from rdopkg_ci.core.update.pool import Pool, Pooled
from rdopkg_ci.doors.engine import Run, State
from rdopkg_ci.flows.gathering.snapshot import Snapshot
from rdopkg_ci.flows.gathering.updates import files_then, updates_at
from rdopkg_ci.flows.services import Branch


class Staged(NamedTuple):
    """The newest stage that brought an update, judged as it stands; ``is_past`` where that is not
    what would be promoted any more, and nothing is judged.
    """

    ruling: Ruling
    requests: Mapping[Target, Request]
    is_past: bool = False


def survey(snapshot: Snapshot, member: Pooled) -> Staged | None:
    """How the newest stage that brought this update was judged; None when there was none."""
    asked = _plan(snapshot, member)
    services, policy, tip = snapshot.services, snapshot.policy, snapshot.tip
    requests = {
        target: one for target, one in asked.items() if not is_past(services, policy, tip, one)
    }
    reports = snapshot.evidence.reports(requests)
    if not reports:
        return Staged(Ruling(()), {}, is_past=True) if len(requests) < len(asked) else None
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


def newest(runs: Iterable[Run], targets: Collection[Target]) -> Mapping[Target, Request]:
    """What stage was asked for last on each of the targets; the runs are the newest first."""
    found: dict[Target, Request] = {}
    for run in runs:
        if run.request.target in targets:
            found.setdefault(run.request.target, run.request)
    return found


def left_out(services: Branch, policy: Policy, tip: str, request: Request) -> Sequence[str]:
    """The updates that a stage was without, though they were ready for its target, as far as they
    lie there still as they were then.
    """
    repo = services.repo
    then, now = files_then(repo, request.commit), repo.files(tip)
    ready = {place for path in then or () if (place := Place.parse(path)) and place.is_ready}
    same = {one for one in ready if then and then.get(str(one)) == now.get(str(one))}
    less = {one for one in same if one.id not in request.updates}
    found = updates_at(services, tip, policy, less.__contains__) if less else None
    members = found.pool.members if found else ()
    return [one.id for one in members if request.target in one.update.targets]


def is_past(services: Branch, policy: Policy, tip: str, request: Request) -> bool:
    """Whether what it tests is not ready any more as it was, or production has got more since."""
    repo = services.repo
    then, now = files_then(repo, request.commit), repo.files(tip)
    if then is None:
        return False
    places = [one for one in map(Place.parse, then) if one and one.is_ready]
    tested = [one for one in places if one.id in request.updates]
    paths = [path for one in tested for path in (str(one), one.sums)]
    if any(then.get(path) != now.get(path) for path in paths):
        return True
    pushed = {place for path in now.keys() - then.keys() if (place := Place.parse(path))}
    pushed = {place for place in pushed if place.directory == PUSHED}
    found = updates_at(services, tip, policy, pushed.__contains__) if pushed else None
    return found is not None and _has_more(found.pool, request.target)


def _has_more(pushed: Pool, target: Target) -> bool:
    """Whether one of the updates brought something to production there."""
    builds = [build for member in pushed.members for build in member.update.builds_for(target)]
    return any(build.source != 'dummy' for build in builds)


def generations_in_use(runs: Iterable[Run], target: Target) -> set[str]:
    """The generations of a target that runs are testing now."""
    running = (run.request for run in runs if run.state is not State.FINISHED)
    return {request.generation for request in running if request.target == target}
