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
from rdopkg_ci.core.update.pool import Pooled
from rdopkg_ci.doors.engine import Run, State
from rdopkg_ci.flows.gathering import pushed
from rdopkg_ci.flows.gathering.snapshot import Snapshot
from rdopkg_ci.flows.gathering.updates import files_then, updates_at
from rdopkg_ci.flows.services import Branch


class Staged(NamedTuple):
    """The newest stage that brought an update, judged as it stands; ``is_past`` where that is not
    what would be promoted any more, and nothing is judged: then ``against`` are the ids of what
    production has got since and it was found not to go with.
    """

    ruling: Ruling
    requests: Mapping[Target, Request]
    is_past: bool = False
    against: Sequence[str] = ()


def survey(snapshot: Snapshot, member: Pooled) -> Staged | None:
    """How the newest stage that brought this update was judged; None when there was none."""
    asked = _plan(snapshot, member)
    services, policy, tip = snapshot.services, snapshot.policy, snapshot.tip
    requests = {
        target: one for target, one in asked.items() if not is_past(services, policy, tip, one)
    }
    reports = snapshot.evidence.reports(requests)
    if not reports and len(requests) < len(asked):
        against = _against(snapshot, member, asked)
        return Staged(Ruling(()), {}, is_past=True, against=against)
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
    has_moved = any(then.get(path) != now.get(path) for path in paths)
    more = pushed.since(services, policy, tip, request.commit)
    return has_moved or any(pushed.brings(member, request.target) for member in more)


def _against(snapshot: Snapshot, member: Pooled, asked: Mapping[Target, Request]) -> Sequence[str]:
    """The ids of those that it was red with by its own fault too, as it is now, and that production
    has by now, all of them.
    """
    repo = snapshot.services.repo
    now = repo.files(snapshot.tip)
    there = {one for one in map(Place.parse, now) if one}
    here = {place.id for place in there if place.directory == PUSHED}
    found = []
    same = {
        target: one
        for target, one in asked.items()
        if (files_then(repo, one.commit) or {}).get(member.path) == now[member.path]
    }
    for report in snapshot.evidence.reports(same):
        blamed = set(report.cause.at_fault) if report.verdict.red and report.cause else set()
        others = blamed - {member.id}
        if member.id in blamed and others and others <= here:
            found += sorted(others)
    return list(dict.fromkeys(found))


def generations_in_use(runs: Iterable[Run], target: Target) -> set[str]:
    """The generations of a target that runs are testing now."""
    running = (run.request for run in runs if run.state is not State.FINISHED)
    return {request.generation for request in running if request.target == target}
