"""The one judgement, used by status, gate, phase2 and promote alike: no I/O, no clock."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import NamedTuple

from rdopkg_ci.core.causes.cause import Cause
from rdopkg_ci.core.judging.alike import Alike
from rdopkg_ci.core.phase import STAGE
from rdopkg_ci.core.policy.policy import Policy
from rdopkg_ci.core.runs.result import Result, StepOutcome
from rdopkg_ci.core.runs.verdict import Verdict
from rdopkg_ci.core.target import Target

# What a cause that is from a run's console has for its log.
CONSOLE = 'console'


class Report(NamedTuple):
    """What one run came to. ``attempt`` counts from 1; ``expected`` is a duration in seconds, None
    if unknown; ``results`` is the URL below which its logs are read, ``console_url`` that of its
    console; ``problem`` says why nobody can tell, ``denied`` that we may not know; ``baseline`` is
    the URL of the green run that the cause was found by comparison with.
    """

    target: Target
    attempt: int
    verdict: Verdict
    url: str
    cause: Cause | None = None
    started: datetime | None = None
    expected: float | None = None
    result: Result | None = None
    results: str = ''
    console_url: str = ''
    problem: str = ''
    denied: bool = False
    baseline: str = ''

    @property
    def log_url(self) -> str:
        """Where the log lies that holds the cause; empty when there is none."""
        log = self.cause.log if self.cause else ''
        if log == CONSOLE:
            return self.console_url
        return f'{self.results}/{log}' if self.results and log else ''

    @property
    def unproven(self) -> str:
        """Which steps a green run skipped, and why; empty where it did all of them."""
        steps = self.result.steps if self.result and self.verdict is Verdict.PASSED else ()
        skipped = (step for step in steps if step.outcome is StepOutcome.SKIPPED)
        return '; '.join(f'{step.name} was skipped: {step.reason}' for step in skipped)

    @property
    def where(self) -> str:
        """The one URL to look at."""
        return self.log_url or self.url


class TargetRuling(NamedTuple):
    """``again`` says that the policy grants one more attempt; ``report`` is the latest one, None
    when there is none; ``alike`` tells of others that failed like this one.
    """

    target: Target
    verdict: Verdict
    reason: str
    report: Report | None = None
    again: bool = False
    alike: Alike | None = None

    @property
    def cause(self) -> Cause | None:
        """Of what is red, and of what is only not red because it is disabled."""
        shown = self.verdict.red or self.verdict is Verdict.DISABLED
        return self.report.cause if self.report and shown else None

    @property
    def next_attempt(self) -> int:
        """The number of the attempt to start now, 0 for none."""
        if self.verdict is Verdict.MISSING:
            return 1
        return self.report.attempt + 1 if self.report and self.again else 0


class Ruling(NamedTuple):
    """The judgement over all targets of an update, a pool or a stage: the worst verdict wins."""

    targets: tuple[TargetRuling, ...]

    @property
    def verdict(self) -> Verdict:
        return max((row.verdict for row in self.targets), default=Verdict.MISSING)

    @property
    def finished(self) -> bool:
        return bool(self.targets) and all(
            row.verdict.finished and not row.again for row in self.targets
        )

    @property
    def green(self) -> bool:
        return self.finished and self.verdict is Verdict.PASSED

    @property
    def all_disabled(self) -> bool:
        """Whether nothing is left to judge by: a person has to decide."""
        return bool(self.targets) and self.verdict is Verdict.DISABLED

    def at_rest(self, reason: str) -> Ruling:
        """The same where nobody starts what is missing."""
        rows = (
            row._replace(reason=reason) if row.verdict is Verdict.MISSING else row
            for row in self.targets
        )
        return Ruling(tuple(rows))

    def only(self, targets: Iterable[Target]) -> Ruling:
        """The same judgement looking at some of the targets."""
        wanted = set(targets)
        return Ruling(tuple(row for row in self.targets if row.target in wanted))


def judge(
    targets: Sequence[Target], phase: str, reports: Iterable[Report], policy: Policy, today: date
) -> Ruling:
    """Judge ``targets`` by the latest report each."""
    latest: dict[Target, Report] = {}
    for report in sorted(reports, key=lambda report: report.attempt):
        latest[report.target] = report
    return Ruling(
        tuple(_judge(target, phase, latest.get(target), policy, today) for target in targets)
    )


def unknown(targets: Iterable[Target], problem: str) -> Ruling:
    """The judgement while nobody can tell, for the reason in ``problem``."""
    return Ruling(tuple(TargetRuling(target, Verdict.UNKNOWN, problem) for target in targets))


def _judge(
    target: Target, phase: str, report: Report | None, policy: Policy, today: date
) -> TargetRuling:
    red = report is not None and report.verdict.red
    signature = report.cause.signature if report and red and report.cause else ''
    disable = policy.disable_of(target, phase, signature, today)
    if disable and (red or not disable.signature):
        return TargetRuling(
            target,
            Verdict.DISABLED,
            f'{disable.reason} ({disable.owner}, until {disable.until})',
            report,
        )
    if report is None:
        starter = '`rdopkg ci promote`' if phase == STAGE else 'the gate'
        return TargetRuling(target, Verdict.MISSING, f'no run yet, it waits for {starter}')
    again = report.verdict is Verdict.ERRORED and report.attempt <= policy.retries
    reason = report.cause.summary if red and report.cause else report.problem or report.unproven
    return TargetRuling(target, report.verdict, reason or report.verdict.word, report, again)
