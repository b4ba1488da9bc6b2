"""The one judgement, used by status, gate, phase2 and promote alike: no I/O, no clock."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from rdopkg_ci.core.judging.report import Report
from rdopkg_ci.core.judging.ruling import Ruling, TargetRuling
from rdopkg_ci.core.phase import STAGE
from rdopkg_ci.core.policy.policy import Disable, Policy
from rdopkg_ci.core.runs.verdict import Verdict
from rdopkg_ci.core.target import Target


def judge(
    targets: Sequence[Target], phase: str, reports: Iterable[Report], policy: Policy, today: date
) -> Ruling:
    """Judge ``targets`` by the latest report each."""
    latest: dict[Target, Report] = {}
    for report in sorted(reports, key=lambda report: report.attempt):
        latest[report.target] = report
    rows = (_judge(target, phase, latest.get(target), policy, today) for target in targets)
    return Ruling(tuple(rows))


def _judge(
    target: Target, phase: str, report: Report | None, policy: Policy, today: date
) -> TargetRuling:
    red = report is not None and report.verdict.red
    signature = report.cause.signature if report and red and report.cause else ''
    disable = policy.disable_of(target, phase, signature, today)
    if disable and (red or not disable.signature):
        return TargetRuling(target, Verdict.DISABLED, _disabled(disable, report), report)
    if report is None:
        starter = '`rdopkg ci promote`' if phase == STAGE else 'the gate'
        return TargetRuling(target, Verdict.MISSING, f'no run yet, it waits for {starter}')
    again = report.verdict is Verdict.ERRORED and report.attempt <= policy.retries
    reason = report.cause.summary if red and report.cause else report.note
    return TargetRuling(target, report.verdict, reason or report.verdict.word, report, again)


def _disabled(disable: Disable, report: Report | None) -> str:
    """Why, whose that is, and what it hides."""
    why = f'{disable.reason} ({disable.owner}{disable.scope}, until {disable.until})'
    is_red = report is not None and report.verdict.red
    return f'{why}; {report.cause.summary}' if report and is_red and report.cause else why
