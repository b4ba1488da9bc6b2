"""Rows that are red for the want of what other updates bring, as far as these were not tested with
them: by the builds that they list, and the RPMs that runs have seen of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

from rdopkg_ci.core.judging.awaited import Other, awaiting, lacks, mutual
from rdopkg_ci.core.judging.row import Row
from rdopkg_ci.core.phase import PHASE1, STAGE
from rdopkg_ci.core.publication.filelist import parse_sums
from rdopkg_ci.core.runs.request import Request
from rdopkg_ci.core.target import Target
from rdopkg_ci.core.update.place import FAILED, PUSHED, UPDATES, Place
from rdopkg_ci.core.update.update import Build
from rdopkg_ci.errors import InvalidInput
from rdopkg_ci.flows.board.pooled import pooled
from rdopkg_ci.flows.board.reviewed import row_of
from rdopkg_ci.flows.board.settled import settled
from rdopkg_ci.flows.gathering import pushed
from rdopkg_ci.flows.gathering.snapshot import Snapshot
from rdopkg_ci.flows.gathering.updates import files_then
from rdopkg_ci.flows.phases.reviewed import Reviewed

# The names of RPMs by the build that they are from and its target.
_Rpms = Mapping[tuple[str, Target], Set[str]]


def noted(snapshot: Snapshot, rows: Sequence[Row]) -> Sequence[Row]:
    """``rows`` are all that are on their way, and may be others too."""
    if not any(map(lacks, rows)):
        return rows
    rpms = _rpms(snapshot, rows)
    others = [
        Other(row.update_id, row.where, row.number, _names(row.builds, rpms))
        for row in rows
        if row.where not in (PUSHED, FAILED)
    ]
    return mutual([_noted(snapshot, row, others, rpms) for row in rows])


def of_reviewed(snapshot: Snapshot, reviewed: Sequence[Reviewed]) -> Sequence[Reviewed]:
    """The open changes with what they await."""
    rows = [*map(row_of, reviewed)]
    if not any(map(lacks, rows)):
        return reviewed
    every = noted(snapshot, [*rows, *pooled(snapshot), *settled(snapshot, set(), set())])
    return [item._replace(awaited=row.awaited) for item, row in zip(reviewed, every)]


def _noted(snapshot: Snapshot, row: Row, others: Iterable[Other], rpms: _Rpms) -> Row:
    if not lacks(row):
        return row
    tested = {row.update_id, *_tested_with(snapshot, row)}
    untested = [one for one in others if one.update_id not in tested]
    return awaiting(row, [*untested, *_pushed_since(snapshot, row, rpms)])


def _names(builds: Iterable[Build], rpms: _Rpms) -> Mapping[Target, Set[str]]:
    found: dict[Target, set[str]] = {}
    for build in builds:
        known = rpms.get((build.id, build.target), frozenset())
        found.setdefault(build.target, set()).update({build.id}, known)
    return found


def _rpms(snapshot: Snapshot, rows: Iterable[Row]) -> _Rpms:
    """As runs and the lists beside what is ready tell of them."""
    found: dict[tuple[str, Target], set[str]] = {}
    for report in snapshot.evidence.latest.values():
        for rpm in report.result.rpms if report.result else ():
            found.setdefault((rpm.build, report.target), set()).add(_plain(rpm.file))
    places = (Place(row.where, row.update_id) for row in rows)
    lists = [place.sums for place in places if place.is_ready]
    for path, data in snapshot.services.repo.read_many(snapshot.tip, lists).items():
        try:
            sums = parse_sums(data, path)
        except InvalidInput:
            continue
        for one in sums:
            found.setdefault((one.build, one.target), set()).add(_plain(one.file))
    return found


def _plain(file: str) -> str:
    """NAME-VERSION-RELEASE of an RPM."""
    return file.rsplit('.', 2)[0]


def _tested_with(snapshot: Snapshot, row: Row) -> Iterator[str]:
    """The ids of what its runs have tested it with, as that is still."""
    now = snapshot.services.repo.files(snapshot.tip)
    for request in row.requests.values():
        if request.phase == STAGE:
            yield from request.updates
        elif request.phase != PHASE1:
            then = files_then(snapshot.services.repo, request.commit) or {}
            for place in filter(None, map(Place.parse, then)):
                is_same = now.get(str(place)) == then[str(place)]
                if place.directory == UPDATES and is_same and place.id not in request.without:
                    yield place.id


def _pushed_since(snapshot: Snapshot, row: Row, rpms: _Rpms) -> Iterator[Other]:
    """What has come to production since its runs were asked for."""
    services, policy, tip = snapshot.services, snapshot.policy, snapshot.tip
    for request in row.requests.values():
        for member in pushed.since(services, policy, tip, _asked_at(snapshot, request)):
            yield Other(member.id, PUSHED, 0, _names(member.update.builds, rpms))


def _asked_at(snapshot: Snapshot, request: Request) -> str:
    """The branch's commit when the run was asked for; today's where no run is remembered."""
    runs = snapshot.evidence.runs[request.phase]
    found = (run.request.policy for run in runs if run.request.series == request.series)
    return next(found, snapshot.tip)
