"""stage: what is published there is tested as readers see it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from typing import NamedTuple

from rdopkg_ci.core.judging.judge import judge
from rdopkg_ci.core.judging.ruling import Ruling
from rdopkg_ci.core.phase import STAGE
from rdopkg_ci.core.runs.request import Request
from rdopkg_ci.core.target import Target
from rdopkg_ci.core.update.place import PUSHED, Place
from rdopkg_ci.core.update.pool import Pooled
from rdopkg_ci.doors.engine import Run, State
from rdopkg_ci.flows.gathering.snapshot import Snapshot
from rdopkg_ci.flows.gathering.updates import files_then, updates_at


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
    requests = {target: one for target, one in asked.items() if not _is_past(snapshot, one)}
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


def _is_past(snapshot: Snapshot, request: Request) -> bool:
    """Whether what it tests is not ready any more as it was, or production has got more since."""
    repo = snapshot.services.repo
    then, now = files_then(repo, request.commit), repo.files(snapshot.tip)
    if then is None:
        return False
    places = [one for one in map(Place.parse, then) if one and one.is_ready]
    tested = [one for one in places if one.id in request.updates]
    paths = [path for one in tested for path in (str(one), one.sums)]
    has_moved = any(then.get(path) != now.get(path) for path in paths)
    return has_moved or _has_more(snapshot, request.target, now.keys() - then.keys())


def _has_more(snapshot: Snapshot, target: Target, paths: Set[str]) -> bool:
    """Whether one of the paths is of an update that brought something to production there."""
    pushed = {place for path in paths if (place := Place.parse(path)) and place.directory == PUSHED}
    if not pushed:
        return False
    found = updates_at(snapshot.services, snapshot.tip, snapshot.policy, pushed.__contains__)
    builds = [build for member in found.pool.members for build in member.update.builds_for(target)]
    return any(build.source != 'dummy' for build in builds)


def generations_in_use(runs: Iterable[Run], target: Target) -> set[str]:
    """The generations of a target that runs are testing now."""
    running = (run.request for run in runs if run.state is not State.FINISHED)
    return {request.generation for request in running if request.target == target}
