"""Who of a red pool is at fault, where the run itself does not say: runs over parts of it, of which
nothing moves. Where the search stands is computed from the runs there are, each time anew.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from rdopkg_ci.core.causes.cause import Cause
from rdopkg_ci.core.event import Event
from rdopkg_ci.core.isolation.search import Ask, Part, Step, Trial, search
from rdopkg_ci.core.judging.judge import judge
from rdopkg_ci.core.judging.ruling import TargetRuling
from rdopkg_ci.core.phase import PHASE2
from rdopkg_ci.core.policy.policy import Policy
from rdopkg_ci.core.runs.request import Request
from rdopkg_ci.core.runs.verdict import Verdict
from rdopkg_ci.doors.engine import Engine
from rdopkg_ci.flows.gathering import evidence
from rdopkg_ci.flows.gathering.evidence import Evidence
from rdopkg_ci.flows.isolating.red_targets import RedTarget
from rdopkg_ci.flows.phases.starting import started

_TRIALS = {Verdict.PASSED: Trial.GREEN, Verdict.ERRORED: Trial.ERRORED}


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
                events.append(started(engine, request, _named(request, part)))
    return events


def _named(request: Request, part: Part) -> str:
    return f'{request.commit[:12]} with {", ".join(sorted(part)) or "no update"}'
