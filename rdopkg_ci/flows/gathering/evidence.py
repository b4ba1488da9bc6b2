"""What is known of runs, gathered once: reports that `judge` can weigh.

Evidence is what the engine remembers and what we once said in a review. Where both speak of the
same attempt the engine's report is the fuller one; ours outlives it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from rdopkg_ci.core.judging.report import Report
from rdopkg_ci.core.runs.request import Request
from rdopkg_ci.core.runs.verdict import Verdict
from rdopkg_ci.core.target import Target
from rdopkg_ci.doors.engine import Engine, Run
from rdopkg_ci.doors.parallel import together
from rdopkg_ci.errors import CiError
from rdopkg_ci.flows.gathering import reports

Wanted = Mapping[str, Collection[str]]
Runs = Mapping[str, Sequence[Run]]
Reports = Mapping[str, Report]


class Evidence(NamedTuple):
    """``runs`` are those that the engine told of, by phase, newest first; ``latest`` is the report
    of the newest attempt by series; ``problems`` say by phase why the engine could not be asked.
    """

    runs: Runs
    latest: Reports
    problems: Mapping[str, CiError]

    def reports(self, requests: Mapping[Target, Request]) -> list[Report]:
        """The report of the newest attempt at each request that has one."""
        found = (self._report(target, request) for target, request in requests.items())
        return [report for report in found if report]

    def _report(self, target: Target, request: Request) -> Report | None:
        known = self.latest.get(request.series)
        problem = self.problems.get(request.phase)
        if known is None and problem:
            return Report(target, request.attempt, Verdict.UNKNOWN, '', problem=str(problem))
        return known


def gather(
    engine: Engine,
    wanted: Wanted,
    said: Reports | None = None,
    detailed: bool = True,
    relevant: Callable[[Runs], Collection[str]] | None = None,
    labels: Collection[str] = (),
) -> Evidence:
    """Ask the engine: for the runs of each phase at once, then for all results at once.

    ``wanted`` names the phases, each with the subjects whose runs count however old they are;
    ``said`` are reports by series that need no run to prove them, and unless ``detailed`` none is
    read for them again. ``relevant`` tells the subjects whose results a verdict needs; without it
    all are read. ``labels`` are those of the agents that some runs are for.
    """
    said = said or {}
    answers = together([partial(_runs, engine, phase, wanted[phase], labels) for phase in wanted])
    runs = {phase: found for phase, (found, _) in zip(wanted, answers)}
    problems = {phase: problem for phase, (_, problem) in zip(wanted, answers) if problem}
    newest = _newest(run for found in runs.values() for run in found)
    if relevant:
        subjects = relevant(runs)
        newest = [run for run in newest if run.request.subject in subjects]
    needed = [run for run in newest if _adds(run, said, detailed)]
    latest = dict(said)
    for run, report in zip(needed, reports.read(engine, needed, said)):
        is_told = report.result is not None or report.verdict is Verdict.PASSED
        # A run that has lost its result says less of its attempt than we once did.
        if is_told or _adds(run, said, detailed=False):
            latest[run.request.series] = report
    return Evidence(runs, latest, problems)


def _runs(
    engine: Engine, phase: str, wanted: Collection[str], labels: Collection[str]
) -> tuple[Sequence[Run], CiError | None]:
    try:
        return engine.runs(phase, wanted, labels), None
    except CiError as error:
        return (), error


def _newest(runs: Iterable[Run]) -> Sequence[Run]:
    """The newest attempt of each series; of two runs under one key the newer, which is the last
    that a window forgets.
    """
    found: dict[str, Run] = {}
    for run in runs:
        known = found.setdefault(run.request.series, run)
        if run.request.attempt > known.request.attempt:
            found[run.request.series] = run
    return list(found.values())


def _adds(run: Run, said: Reports, detailed: bool) -> bool:
    """Whether a run tells more than what was said of its series: of a later attempt, or in detail
    of the same.
    """
    known = said.get(run.request.series)
    attempt = run.request.attempt
    return known is None or attempt > known.attempt or (detailed and attempt == known.attempt)
