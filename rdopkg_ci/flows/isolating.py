"""Who of a red pool is at fault, where the run itself does not say: runs over parts of it, of which
nothing moves. Where the search stands is computed from the runs there are, each time anew.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from rdopkg_ci.core.causes.cause import Cause
from rdopkg_ci.core.event import Event
from rdopkg_ci.core.isolation.search import Ask, Part, Step, Trial, search
from rdopkg_ci.core.judging.judge import TargetRuling, judge
from rdopkg_ci.core.phase import PHASE2
from rdopkg_ci.core.policy.policy import Policy
from rdopkg_ci.core.runs.request import Request
from rdopkg_ci.core.runs.verdict import Verdict
from rdopkg_ci.core.target import Target
from rdopkg_ci.core.update.place import UPDATES, Place
from rdopkg_ci.doors.engine import Engine
from rdopkg_ci.flows import evidence, phase2
from rdopkg_ci.flows.evidence import Evidence
from rdopkg_ci.flows.round_status import RoundStatus
from rdopkg_ci.flows.snapshot import Snapshot
from rdopkg_ci.flows.starting import started

# As the parameter of a run has it.
YES = 'yes'
_TRIALS = {Verdict.PASSED: Trial.GREEN, Verdict.ERRORED: Trial.ERRORED}


class RedTarget(NamedTuple):
    """A target that a round failed on, for ``cause``. ``whole`` is the request for all ``ids`` that
    were tested there; ``needs`` says by update which others it cannot be installed without.
    ``changed`` are those of them that were edited or have left the pool since.
    """

    target: Target
    whole: Request
    ids: tuple[str, ...]
    needs: Mapping[str, Collection[str]]
    cause: Cause
    changed: tuple[str, ...] = ()

    def request(self, part: Part) -> Request:
        """The first run over a part."""
        without = {*self.whole.without, *self.ids} - part
        return replace(self.whole, without=tuple(sorted(without)), isolate=YES)

    def part(self, request: Request) -> Part | None:
        """What a run tests; None for one that has nothing to do with it."""
        part = frozenset(self.ids) - set(request.without)
        return part if self.request(part).series == request.series else None


class Standing(NamedTuple):
    """How far the search is: the next step, None where the run itself says who is at fault; how
    many parts were tested; and those of them that are not over, as they stand.
    """

    red: RedTarget
    step: Step | None
    tested: int = 0
    rows: Mapping[Part, TargetRuling] = MappingProxyType({})

    @property
    def asked(self) -> Sequence[Part]:
        """The parts that are to be tested next; none when it is over."""
        return self.step.parts if isinstance(self.step, Ask) else ()


def red_targets(snapshot: Snapshot, releases: Collection[str]) -> Sequence[RedTarget]:
    """Those of the newest rounds of some releases, or of all without any."""
    rounds = phase2.survey(snapshot).judged
    asked = [one for one in rounds if not releases or set(one.round.releases) & set(releases)]
    blobs = snapshot.services.repo.files(snapshot.tip)
    return [red for status in asked for red in _red(status, blobs)]


def _red(status: RoundStatus, blobs: Mapping[str, str]) -> Iterator[RedTarget]:
    for row in status.ruling.targets:
        result = row.report.result if row.report else None
        if row.verdict is Verdict.FAILED and result and result.cause:
            ids = tuple(status.pool.builds_for(row.target))
            request = status.requests[row.target]
            changed = tuple(one for one in ids if not _is_as_tested(status, one, blobs))
            yield RedTarget(row.target, request, ids, dict(result.needs), result.cause, changed)


def _is_as_tested(status: RoundStatus, update_id: str, blobs: Mapping[str, str]) -> bool:
    return status.is_of(update_id, blobs.get(str(Place(UPDATES, update_id)), ''))


def gather(
    engine: Engine, reds: Sequence[RedTarget], asked: Collection[str], labels: Collection[str]
) -> Evidence:
    """What is known of the runs over parts; ``asked`` are subjects that count however old their
    runs are, ``labels`` as in `evidence.gather`. Raises CiError where the engine cannot be asked.
    """
    commits = {red.whole.commit for red in reds}

    def relevant(runs: evidence.Runs) -> Collection[str]:
        requests = (run.request for run in runs[PHASE2])
        return {one.subject for one in requests if one.isolate and one.commit in commits}

    known = evidence.gather(engine, {PHASE2: asked}, relevant=relevant, labels=labels)
    for problem in known.problems.values():
        raise problem
    return known


def standing(red: RedTarget, known: Evidence, policy: Policy, today: date) -> Standing:
    """Where the search on one target stands."""
    if red.cause.at_fault:
        return Standing(red, None)
    rows = _rows(red, known, policy, today)
    trials = {part: _trial(row, red.cause) for part, row in rows.items() if _is_over(row)}
    step = search(red.ids, red.needs, trials)
    open_ = {part: row for part, row in rows.items() if part not in trials}
    return Standing(red, step, len(trials), open_)


def _rows(
    red: RedTarget, known: Evidence, policy: Policy, today: date
) -> Mapping[Part, TargetRuling]:
    found: dict[Part, TargetRuling] = {}
    for run in known.runs[PHASE2]:
        part = red.part(run.request)
        report = known.latest.get(run.request.series)
        if part is not None and part not in found and report:
            [found[part]] = judge([red.target], PHASE2, [report], policy, today).targets
    return found


def _is_over(row: TargetRuling) -> bool:
    return row.verdict.finished and not row.again


def _trial(row: TargetRuling, cause: Cause) -> Trial:
    """A run that is red in another step than the pool was tells of something else."""
    if row.verdict in _TRIALS:
        return _TRIALS[row.verdict]
    is_same = row.report is not None and row.report.cause and row.report.cause.step == cause.step
    return Trial.RED if is_same else Trial.OTHERWISE


def subjects(stands: Sequence[Standing]) -> frozenset[str]:
    """Those of the runs that are asked for next."""
    return frozenset(one.red.request(part).subject for one in stands for part in one.asked)


def go_on(engine: Engine, stands: Sequence[Standing]) -> Sequence[Event]:
    """Start what is asked for next."""
    events = []
    for one in stands:
        for part in one.asked:
            row = one.rows.get(part)
            attempt = row.next_attempt if row else 1
            if attempt:
                request = one.red.request(part).attempted(attempt)
                engine.start(request)
                events.append(started(request, _named(request, part)))
    return events


def _named(request: Request, part: Part) -> str:
    return f'{request.commit[:12]} with {", ".join(sorted(part)) or "no update"}'
