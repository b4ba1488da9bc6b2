"""One look at everything that is judged: the branch, the open changes and the runs.

Three round trips of calls made at once: the branch with the open changes; what these changes bring
with the recent runs; and what the runs left. Everything after that is judgement over a value.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import NamedTuple

from rdopkg_ci.core.judging.report import Report
from rdopkg_ci.core.phase import PHASE1, PHASE2, STAGE
from rdopkg_ci.core.policy.policy import Policy
from rdopkg_ci.core.review.change import Change
from rdopkg_ci.core.runs.request import Request, phase1_subject
from rdopkg_ci.core.runs.rounds import Round, before, latest
from rdopkg_ci.core.update.place import Place
from rdopkg_ci.doors.parallel import both
from rdopkg_ci.errors import CiError, distinct
from rdopkg_ci.flows.gathering import evidence, others, proposed, spoken
from rdopkg_ci.flows.gathering.evidence import Evidence, Runs
from rdopkg_ci.flows.gathering.proposed import Proposed
from rdopkg_ci.flows.services import Services


@dataclass(frozen=True)
class Snapshot:
    """``policy`` is the one in force at the branch's ``tip``, and ``warnings`` say why it is not
    the tip's own, or why that is an old tip; ``problems`` say which server did not answer;
    ``others`` are open changes that propose no update, of which nothing was said yet.
    """

    services: Services
    today: date
    tip: str
    policy: Policy
    proposed: Sequence[Proposed]
    evidence: Evidence
    problems: Sequence[CiError] = ()
    others: Sequence[Change] = ()
    warnings: Sequence[CiError] = ()


def take(
    services: Services,
    today: date,
    detailed: bool = True,
    every_attempt: bool = False,
    also: Collection[str] = (),
    to_read: bool = False,
) -> Snapshot:
    """Look once. Unless ``detailed``, what we have said in a review needs no run to prove it again;
    with ``every_attempt`` the engine is asked for old runs of what has been judged, too. ``also``
    are subjects of phase2 to look at though there may be newer rounds. Who looks ``to_read`` gets
    the last fetch where our home takes nothing.

    Raises CiError when the branch cannot be read; the other servers may fail to answer.
    """
    branch = partial(services.repo.looked_at, to_read)
    (tip, stale), (changes, problem) = both(branch, partial(_open_changes, services))
    policy, warning = services.in_force(tip)
    heard = [_heard(change, place, policy) for change, place in proposed.places(changes)]
    said = {series: report for one in heard for series, report in one.reports.items()}
    unsaid = {one.subject for one in heard if every_attempt or not one.is_whole}
    subjects = {one.subject for one in heard}
    relevant = _Relevant(subjects, tip, also, _ready(services, tip), detailed).subjects
    wanted = {PHASE1: unsaid, PHASE2: also, STAGE: ()}
    brought, known = both(
        partial(proposed.read, services.repo, changes),
        partial(evidence.gather, services.engine, wanted, said, detailed, relevant, policy.labels),
    )
    problems = [*filter(None, [problem]), *known.problems.values()]
    left, warnings = others.of(changes), list(filter(None, [stale, warning]))
    return Snapshot(
        services, today, tip, policy, brought, known, distinct(problems), left, warnings
    )


def _ready(services: Services, tip: str) -> Set[str]:
    """The ids of the updates that wait for a promotion."""
    places = (Place.parse(path) for path in services.repo.files(tip))
    return {place.id for place in places if place and place.is_ready}


class _Relevant(NamedTuple):
    """Whose results a verdict needs: the open changes' subjects, the commits and subjects of rounds
    that are looked at whether or not there are newer ones, and the ids of what waits for a
    promotion; and whether to look closely: at what searches for who is at fault have found, and at
    what updates were left out for.
    """

    changes: Set[str]
    commit: str
    also: Collection[str]
    ready: Set[str]
    closely: bool

    def subjects(self, runs: Runs) -> Set[str]:
        """Of the open changes, of the newest round of every release, and of the stages that brought
        what is ready.
        """
        tested = [run.request for run in runs[PHASE2] if not run.request.isolate]
        last = latest(tested)
        newest = {(one.commit, one.without) for one in last}
        rounds = {
            one.subject
            for one in tested
            if one.commit == self.commit or (one.commit, one.without) in newest
        }
        brought = (run.request for run in runs[STAGE])
        staged = {one.subject for one in brought if self.ready & set(one.updates)}
        close = _close(runs, last) if self.closely else ()
        return {*self.changes, *rounds, *self.also, *staged, *close}


def _close(runs: Runs, last: Sequence[Round]) -> Set[str]:
    """Of the rounds in which that was tested what the last ones left out, and of the searches over
    parts of these and of those.
    """
    asked = [run.request for run in runs[PHASE2]]
    tested = [one for round_ in last for one in before(asked, round_)]
    commits = {one.commit for one in (*last, *tested)}
    searches = {one.subject for one in asked if one.isolate and one.commit in commits}
    return {*searches, *(one.subject for one in tested)}


def _open_changes(services: Services) -> tuple[Sequence[Change], CiError | None]:
    try:
        return services.review.open_changes(), None
    except CiError as error:
        return (), error


class _Heard(NamedTuple):
    """What was said of a change as it is now: reports by the series of the runs they stand for."""

    subject: str
    reports: Mapping[str, Report]
    is_whole: bool


def _heard(change: Change, place: Place, policy: Policy) -> _Heard:
    said = spoken.verdict(change)
    found = {}
    for target, report in said.reports.items() if said else ():
        request = Request(PHASE1, target, change.revision, '', update=place.id)
        found[request.series] = report
    subject = phase1_subject(place.id, change.revision)
    is_again = spoken.rechecked(change, policy.recheck) is not None
    is_whole = said is not None and said.is_whole and not is_again
    return _Heard(subject, found, is_whole)
