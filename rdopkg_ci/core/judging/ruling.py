"""The judgement over targets, as a value: the worst verdict wins."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from rdopkg_ci.core.causes.cause import Cause
from rdopkg_ci.core.judging.alike import Alike
from rdopkg_ci.core.judging.report import Report
from rdopkg_ci.core.runs.verdict import Verdict
from rdopkg_ci.core.target import Target


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
    """Over all targets of an update, a pool or a stage."""

    targets: tuple[TargetRuling, ...]

    @property
    def verdicts(self) -> Sequence[Verdict]:
        return [row.verdict for row in self.targets]

    @property
    def verdict(self) -> Verdict:
        return max(self.verdicts, default=Verdict.MISSING)

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


def unknown(targets: Iterable[Target], problem: str) -> Ruling:
    """The judgement while nobody can tell, for the reason in ``problem``."""
    return Ruling(tuple(TargetRuling(target, Verdict.UNKNOWN, problem) for target in targets))
