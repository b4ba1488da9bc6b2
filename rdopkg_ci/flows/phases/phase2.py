"""phase2: the pool at one commit is tested together; what passed, and only that, moves to
``ready/``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from rdopkg_ci.core.event import Event
from rdopkg_ci.core.judging.judge import judge
from rdopkg_ci.core.phase import PHASE2
from rdopkg_ci.core.runs.rounds import Round, latest
from rdopkg_ci.core.text.terminal import quoted
from rdopkg_ci.core.update.place import UPDATES
from rdopkg_ci.errors import CiError, UsageError
from rdopkg_ci.flows.gathering.snapshot import Snapshot
from rdopkg_ci.flows.gathering.updates import pool_at
from rdopkg_ci.flows.naming import lookup, own_file
from rdopkg_ci.flows.phases import passed
from rdopkg_ci.flows.phases.round_status import RoundStatus
from rdopkg_ci.flows.phases.starting import start
from rdopkg_ci.flows.services import Services


def plan(snapshot: Snapshot, releases: Sequence[str], without: Sequence[str]) -> Round | None:
    """The round that a person asks for, pinned to the branch as it is now; None when there is
    nothing to test.

    Raises UsageError for releases and updates that there are not.
    """
    without = [
        lookup.update_id(
            snapshot.services, snapshot.tip, name, lambda place: place.directory == UPDATES
        )
        for name in without
    ]
    pool = pool_at(snapshot.services, snapshot.tip, snapshot.policy).pool
    unknown = sorted(set(without) - set(pool.ids))
    if unknown:
        problem = f'not in updates/: {", ".join(map(quoted, unknown))}'
        raise UsageError(problem, f'In updates/ are: {", ".join(pool.ids) or "none"}.')
    known = sorted(snapshot.policy.releases)
    missing = sorted(set(releases) - set(known))
    if missing:
        raise _no_releases(missing, known)
    chosen = pool.on(releases or pool.releases).without(without)
    left_out = tuple(sorted(set(without)))
    return Round(snapshot.tip, left_out, chosen.releases) if chosen.members else None


def _no_releases(missing: Sequence[str], known: Sequence[str]) -> UsageError:
    """Targets and files are told apart from a release that there is not."""
    named = ', '.join(map(quoted, missing))
    if any(name == '-' or name.endswith(own_file.SUFFIXES) for name in missing):
        problem = f'--phase2 takes no update file: {named}'
        hint = 'It tests what is in updates/; `rdopkg update FILE` submits one.'
        return UsageError(problem, hint)
    releases = [release for release in known if any(_is_of(name, release) for name in missing)]
    if releases:
        problem = f'--phase2 takes releases, not targets: {named}'
        return UsageError(problem, f'`rdopkg update --phase2 {" ".join(releases)}`')
    problem = f'the policy does not know {named}'
    return UsageError(problem, f'It knows: {", ".join(known)}.')


def _is_of(name: str, release: str) -> bool:
    return name.lower().startswith(f'{release}/')


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
    touched = services.repo.history.touched(commit, snapshot.tip)
    return RoundStatus(round_, found, pool, ruling, requests, touched)


def begin(services: Services, status: RoundStatus) -> Sequence[Event]:
    """Start the runs that are missing or granted another attempt."""
    return list(start(services.engine, status.ruling, status.requests, status.round.commit[:12]))


def advance(services: Services, status: RoundStatus) -> Sequence[Event]:
    """Start what is missing and move what passed; returns what was done."""
    return [*begin(services, status), *passed.moved(services, status)]
