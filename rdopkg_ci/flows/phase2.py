"""phase2: the pool at one commit is tested together; what passed, and only that, moves to
``ready/``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from typing import NamedTuple

from rdopkg_ci.core.event import Action, Event
from rdopkg_ci.core.judging.judge import Ruling, judge
from rdopkg_ci.core.phase import PHASE2
from rdopkg_ci.core.publication import filelist
from rdopkg_ci.core.runs.request import Request
from rdopkg_ci.core.runs.rounds import Round, latest
from rdopkg_ci.core.target import Target
from rdopkg_ci.core.text.terminal import quoted
from rdopkg_ci.core.update import move
from rdopkg_ci.core.update.place import READY, UPDATES, Place
from rdopkg_ci.core.update.pool import Pool, Pooled
from rdopkg_ci.doors.update_repo import Edit
from rdopkg_ci.errors import CiError, UsageError
from rdopkg_ci.flows import naming
from rdopkg_ci.flows.services import Services
from rdopkg_ci.flows.snapshot import Snapshot
from rdopkg_ci.flows.starting import start
from rdopkg_ci.flows.updates import Found, pool_at

Moves = Sequence[tuple[Place, Place]]


class RoundStatus(NamedTuple):
    """A round with the pool that it tests, judged as it stands. ``touched`` are the paths that were
    edited since, there and back too: what somebody has moved back is not what a round of before
    speaks of.
    """

    round: Round
    found: Found
    pool: Pool
    ruling: Ruling
    requests: Mapping[Target, Request]
    touched: Set[str]

    def is_of(self, update_id: str, blob: str) -> bool:
        """Whether this round tested the update as it is now, going by git's id of its file."""
        return update_id in self.pool.ids and self._knows(update_id, blob)

    def left_out(self, update_id: str, blob: str) -> bool:
        """Whether this round left the update out, as it is now."""
        return update_id in self.round.without and self._knows(update_id, blob)

    def _knows(self, update_id: str, blob: str) -> bool:
        is_same = self.found.blobs.get(update_id) == blob
        return is_same and str(Place(UPDATES, update_id)) not in self.touched

    @property
    def passed(self) -> Sequence[Pooled]:
        """The updates of the parts that are green."""
        green = [part for part in self.pool.parts() if self.ruling.only(part.targets).green]
        return [member for part in green for member in part.members]


def plan(snapshot: Snapshot, releases: Sequence[str], without: Sequence[str]) -> Round | None:
    """The round that a person asks for, pinned to the branch as it is now; None when there is
    nothing to test.

    Raises UsageError for releases and updates that there are not.
    """
    without = naming.ids(snapshot.services.repo, snapshot.tip, without)
    pool = pool_at(snapshot.services, snapshot.tip, snapshot.policy).pool
    unknown = sorted(set(without) - set(pool.ids))
    if unknown:
        problem = f'not in updates/: {", ".join(map(quoted, unknown))}'
        raise UsageError(problem, f'In updates/ are: {", ".join(pool.ids) or "none"}.')
    known = sorted({target.release for target in snapshot.policy.targets})
    missing = sorted(set(releases) - set(known))
    if missing:
        problem = f'the policy does not know {", ".join(map(quoted, missing))}'
        raise UsageError(problem, f'It knows: {", ".join(known)}.')
    chosen = pool.on(releases or pool.releases).without(without)
    left_out = tuple(sorted(set(without)))
    return Round(snapshot.tip, left_out, chosen.releases) if chosen.members else None


class Rounds(NamedTuple):
    """The newest round of every release; ``broken`` are those that nobody can judge, with the
    reason.
    """

    judged: Sequence[RoundStatus]
    broken: Mapping[Round, str]


def survey(snapshot: Snapshot) -> Rounds:
    """The newest round of every release, judged as it stands."""
    known = snapshot.evidence.runs[PHASE2]
    found: list[RoundStatus] = []
    broken: dict[Round, str] = {}
    for one in latest(run.request for run in known):
        try:
            found.append(judged(snapshot, one))
        except CiError as error:
            broken[one] = str(error)
    return Rounds(found, broken)


def judged(snapshot: Snapshot, round_: Round) -> RoundStatus:
    """How a round stands: the policy at its commit says what is tested, today's says what is
    disabled.
    """
    services, commit = snapshot.services, round_.commit
    if not services.repo.has(commit):
        problem = f'its commit {commit[:12]} is not in the rdo-update repo any more'
        raise UsageError(problem, 'Ask for another round with `rdopkg update --phase2`.')
    found = pool_at(services, commit, services.policy(commit))
    pool = found.pool.on(round_.releases).without(round_.without)
    agents = snapshot.policy
    requests = {target: round_.request(target, agents.label(target)) for target in pool.targets}
    reports = snapshot.evidence.reports(requests)
    ruling = judge(pool.targets, PHASE2, reports, snapshot.policy, snapshot.today)
    touched = services.repo.touched(commit, snapshot.tip)
    return RoundStatus(round_, found, pool, ruling, requests, touched)


def begin(services: Services, status: RoundStatus) -> Sequence[Event]:
    """Start the runs that are missing or granted another attempt."""
    return start(services.engine, status.ruling, status.requests, status.round.commit[:12])


def advance(services: Services, status: RoundStatus) -> Sequence[Event]:
    """Start what is missing and move what passed; returns what was done."""
    events = list(begin(services, status))
    if status.passed:
        moved = services.repo.edit(lambda tip: _edit(services, status, tip))
        events += [Event(new.id, Action.MOVED, new.directory) for _, new in moved or ()]
    return events


def _edit(services: Services, status: RoundStatus, tip: str) -> tuple[Edit | None, Moves]:
    """The commit that moves what passed and is still what was tested, with the moves in it."""
    now = status._replace(touched=services.repo.touched(status.round.commit, tip))
    blobs = services.repo.files(tip)
    moves = [
        (Place(UPDATES, member.id), destination(member))
        for member in status.passed
        if now.is_of(member.id, blobs.get(str(Place(UPDATES, member.id)), ''))
        and not move.blocked(destination(member), blobs)
    ]
    if not moves:
        return None, ()
    contents = services.repo.read_many(tip, [str(old) for old, _ in moves])
    paths: dict[str, bytes | None] = {}
    for old, new in moves:
        paths[str(old)] = None
        paths[str(new)] = contents[str(old)]
        paths[new.sums] = filelist.dump_sums(_sums(status, new.id))
    authors = {str(old): services.repo.author(tip, str(old)) for old, _ in moves}
    why = f'phase2 of {status.round.commit[:12]} passed.'
    said, fresh = move.message(why, moves, authors), [str(new) for _, new in moves]
    return Edit(paths, said, move.author(authors), fresh), moves


def destination(member: Pooled) -> Place:
    """Where an update goes that passed."""
    return Place(member.update.group or READY, member.id)


def _sums(status: RoundStatus, update_id: str) -> Sequence[filelist.Sum]:
    """The checksums of an update's RPMs as the runs saw them, target by target."""
    member = next(member for member in status.pool.members if member.id == update_id)
    sums = []
    for row in status.ruling.targets:
        ids = {build.id for build in member.update.builds_for(row.target)}
        for rpm in row.report.result.rpms if row.report and row.report.result else ():
            if rpm.build in ids:
                sums.append(filelist.Sum(rpm.sha256, row.target, rpm.tag, rpm.file, rpm.build))
    return sums
