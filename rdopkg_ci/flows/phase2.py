"""phase2: the pool at one commit is tested together; what passed, and only that, moves to ``ready/``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Optional

from rdopkg_ci.core import filelist, move
from rdopkg_ci.core.judge import Ruling, judge
from rdopkg_ci.core.place import READY, UPDATES, Place
from rdopkg_ci.core.pool import Pool
from rdopkg_ci.core.rounds import Round, latest
from rdopkg_ci.core.terminal import quoted
from rdopkg_ci.doors.update_repo import Edit
from rdopkg_ci.errors import UsageError
from rdopkg_ci.flows.sight import Sight
from rdopkg_ci.flows.updates import Found, pool_at
from rdopkg_ci.flows.world import World


class Tested(NamedTuple):
    """A round with the pool that it tests and what came of it."""

    round: Round
    found: Found
    pool: Pool
    ruling: Ruling


def plan(sight: Sight, releases: Sequence[str], without: Sequence[str]) -> Optional[Round]:
    """The round that a person asks for, pinned to the branch as it is now; None when there is nothing to test.

    Raises UsageError for releases and updates that there are not.
    """
    pool = pool_at(sight.world, sight.tip, sight.policy).pool
    unknown = sorted(set(without) - set(pool.ids))
    if unknown:
        raise UsageError(f'not in updates/: {", ".join(map(quoted, unknown))}', f'In updates/ are: {", ".join(pool.ids) or "none"}.')
    known = sorted({target.release for target in sight.policy.targets})
    missing = sorted(set(releases) - set(known))
    if missing:
        raise UsageError(f'the policy does not know {", ".join(map(quoted, missing))}', f'It knows: {", ".join(known)}.')
    chosen = pool.on(releases or pool.releases).without(without)
    return Round(sight.tip, tuple(sorted(set(without))), chosen.releases) if chosen.members else None


def look(sight: Sight) -> Sequence[Tested]:
    """The newest round of every release."""
    known = sight.evidence.runs('phase2').values()
    return [weigh(sight, found) for found in latest((run.key, run.parameters) for run in known)]


def weigh(sight: Sight, asked: Round) -> Tested:
    """How a round stands: the policy at its commit says what is tested, today's says what is disabled."""
    found = pool_at(sight.world, asked.commit, sight.world.policy(asked.commit))
    pool = found.pool.on(asked.releases).without(asked.without)
    reports = sight.evidence.reports(asked.request, pool.targets)
    return Tested(asked, found, pool, judge(pool.targets, 'phase2', reports, sight.policy, sight.today))


def start(world: World, tested: Tested) -> Sequence[str]:
    """Start the runs that are missing or granted another attempt."""
    deeds = []
    for row in tested.ruling.targets:
        if row.next_attempt:
            asked = tested.round.request(row.target, row.next_attempt)
            world.engine.start(asked.phase, asked.key, asked.parameters)
            deeds.append(f'phase2 of {tested.round.commit[:12]} started on {row.target}')
    return deeds


def advance(world: World, tested: Tested) -> Sequence[str]:
    """Start what is missing and move what passed; returns what was done."""
    deeds = list(start(world, tested))
    passed = [member.id for part in tested.pool.parts() if tested.ruling.only(part.targets).green for member in part.members]
    if not passed:
        return deeds
    moved: list[str] = []

    def edit(tip: str) -> Optional[Edit]:
        moved[:] = _unchanged(world, tested, tip, passed)
        return _edit(world, tested, tip, moved) if moved else None

    world.repo.edit(edit)
    return [*deeds, f'moved to ready/: {", ".join(moved)}'] if moved else deeds


def _unchanged(world: World, tested: Tested, tip: str, ids: Sequence[str]) -> list[str]:
    """Those whose file is still what was tested: edited ones wait for the next round."""
    now = world.repo.files(tip)
    return [i for i in ids if now.get(str(Place(UPDATES, i))) == tested.found.blobs[i]]


def _edit(world: World, tested: Tested, tip: str, ids: Sequence[str]) -> Edit:
    moves = [(Place(UPDATES, m.id), Place(m.update.group or READY, m.id)) for m in tested.pool.members if m.id in ids]
    contents = world.repo.read_many(tip, [str(old) for old, _ in moves])
    paths: dict[str, Optional[bytes]] = {}
    for old, new in moves:
        paths[str(old)] = None
        paths[str(new)] = contents[str(old)]
        paths[new.sums] = filelist.dump_sums(_sums(tested, new.id))
    authors = {str(old): world.repo.author(tip, str(old)) for old, _ in moves}
    return Edit(paths, move.message(f'phase2 of {tested.round.commit[:12]}', moves, authors), move.author(authors))


def _sums(tested: Tested, update_id: str) -> Sequence[filelist.Sum]:
    """The checksums of an update's RPMs as the runs saw them, target by target."""
    member = next(m for m in tested.pool.members if m.id == update_id)
    sums = []
    for row in tested.ruling.targets:
        ids = {build.id for build in member.update.builds_for(row.target)}
        rpms = row.report.result.rpms if row.report and row.report.result else ()
        sums += [filelist.Sum(rpm.sha256, row.target, rpm.tag, rpm.file, rpm.build) for rpm in rpms if rpm.build in ids]
    return sums
