"""phase2: the pool at one commit is tested together; what passed, and only that, moves to
``ready/``.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from typing import NamedTuple

from rdopkg_ci.core.judging.judge import Ruling, judge
from rdopkg_ci.core.publication import filelist
from rdopkg_ci.core.runs.rounds import Round, latest
from rdopkg_ci.core.text.terminal import quoted
from rdopkg_ci.core.update import move
from rdopkg_ci.core.update.place import READY, UPDATES, Place
from rdopkg_ci.core.update.pool import Pool
from rdopkg_ci.doors.update_repo import Edit
from rdopkg_ci.errors import UsageError
from rdopkg_ci.flows.services import Services
from rdopkg_ci.flows.snapshot import Snapshot
from rdopkg_ci.flows.updates import Found, pool_at


class Tested(NamedTuple):
    """A round with the pool that it tests and what came of it. ``touched`` are the paths that were
    edited since, there and back too: what somebody has moved back is not what a round of before
    speaks of.
    """

    round: Round
    found: Found
    pool: Pool
    ruling: Ruling
    touched: Set[str]

    def is_of(self, update_id: str, blob: str) -> bool:
        """Whether this round tested the update as it is now, going by git's id of its file."""
        return update_id in self.pool.ids and self._knows(update_id, blob)

    def left_out(self, update_id: str, blob: str) -> bool:
        """Whether this round left the update out, as it is now."""
        return update_id in self.round.without and self._knows(update_id, blob)

    def _knows(self, update_id: str, blob: str) -> bool:
        return (
            self.found.blobs.get(update_id) == blob
            and str(Place(UPDATES, update_id)) not in self.touched
        )


def plan(snapshot: Snapshot, releases: Sequence[str], without: Sequence[str]) -> Round | None:
    """The round that a person asks for, pinned to the branch as it is now; None when there is
    nothing to test.

    Raises UsageError for releases and updates that there are not.
    """
    pool = pool_at(snapshot.services, snapshot.tip, snapshot.policy).pool
    unknown = sorted(set(without) - set(pool.ids))
    if unknown:
        raise UsageError(
            f'not in updates/: {", ".join(map(quoted, unknown))}',
            f'In updates/ are: {", ".join(pool.ids) or "none"}.',
        )
    known = sorted({target.release for target in snapshot.policy.targets})
    missing = sorted(set(releases) - set(known))
    if missing:
        raise UsageError(
            f'the policy does not know {", ".join(map(quoted, missing))}',
            f'It knows: {", ".join(known)}.',
        )
    chosen = pool.on(releases or pool.releases).without(without)
    return (
        Round(snapshot.tip, tuple(sorted(set(without))), chosen.releases)
        if chosen.members
        else None
    )


def look(snapshot: Snapshot) -> Sequence[Tested]:
    """The newest round of every release."""
    known = snapshot.evidence.runs('phase2').values()
    return [weigh(snapshot, found) for found in latest((run.key, run.parameters) for run in known)]


def weigh(snapshot: Snapshot, asked: Round) -> Tested:
    """How a round stands: the policy at its commit says what is tested, today's says what is
    disabled.
    """
    found = pool_at(snapshot.services, asked.commit, snapshot.services.policy(asked.commit))
    pool = found.pool.on(asked.releases).without(asked.without)
    reports = snapshot.evidence.reports(asked.request, pool.targets)
    ruling = judge(pool.targets, 'phase2', reports, snapshot.policy, snapshot.today)
    return Tested(
        asked, found, pool, ruling, snapshot.services.repo.touched(asked.commit, snapshot.tip)
    )


def start(services: Services, tested: Tested) -> Sequence[str]:
    """Start the runs that are missing or granted another attempt."""
    deeds = []
    for row in tested.ruling.targets:
        if row.next_attempt:
            asked = tested.round.request(row.target, row.next_attempt)
            services.engine.start(asked.phase, asked.key, asked.parameters)
            deeds.append(f'phase2 of {tested.round.commit[:12]} started on {row.target}')
    return deeds


def advance(services: Services, tested: Tested) -> Sequence[str]:
    """Start what is missing and move what passed; returns what was done."""
    deeds = list(start(services, tested))
    passed = [
        member.id
        for part in tested.pool.parts()
        if tested.ruling.only(part.targets).green
        for member in part.members
    ]
    if not passed:
        return deeds
    moved: list[Place] = []

    def edit(tip: str) -> Edit | None:
        ids = _unchanged(services, tested, tip, passed)
        moves = [
            (Place(UPDATES, m.id), Place(m.update.group or READY, m.id))
            for m in tested.pool.members
            if m.id in ids
        ]
        moved[:] = [new for _, new in moves]
        return _edit(services, tested, tip, moves) if moves else None

    services.repo.edit(edit)
    return [*deeds, f'moved to {move.told(moved)}'] if moved else deeds


def _unchanged(services: Services, tested: Tested, tip: str, ids: Sequence[str]) -> list[str]:
    """Those whose file is still what was tested: edited ones wait for the next round."""
    now = tested._replace(touched=services.repo.touched(tested.round.commit, tip))
    blobs = services.repo.files(tip)
    return [i for i in ids if now.is_of(i, blobs.get(str(Place(UPDATES, i)), ''))]


def _edit(
    services: Services, tested: Tested, tip: str, moves: Sequence[tuple[Place, Place]]
) -> Edit:
    contents = services.repo.read_many(tip, [str(old) for old, _ in moves])
    paths: dict[str, bytes | None] = {}
    for old, new in moves:
        paths[str(old)] = None
        paths[str(new)] = contents[str(old)]
        paths[new.sums] = filelist.dump_sums(_sums(tested, new.id))
    authors = {str(old): services.repo.author(tip, str(old)) for old, _ in moves}
    return Edit(
        paths,
        move.message(f'phase2 of {tested.round.commit[:12]} passed.', moves, authors),
        move.author(authors),
    )


def _sums(tested: Tested, update_id: str) -> Sequence[filelist.Sum]:
    """The checksums of an update's RPMs as the runs saw them, target by target."""
    member = next(m for m in tested.pool.members if m.id == update_id)
    sums = []
    for row in tested.ruling.targets:
        ids = {build.id for build in member.update.builds_for(row.target)}
        rpms = row.report.result.rpms if row.report and row.report.result else ()
        sums += [
            filelist.Sum(rpm.sha256, row.target, rpm.tag, rpm.file, rpm.build)
            for rpm in rpms
            if rpm.build in ids
        ]
    return sums
