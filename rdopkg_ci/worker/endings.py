"""The ways a step ends that is not simply done."""

from __future__ import annotations

from rdopkg_ci.core.causes.cause import Cause
from rdopkg_ci.core.runs.verdict import Verdict


class StepFailed(Exception):
    """A step found the job wanting: FAILED is the update's doing, ERRORED is not."""

    def __init__(self, cause: Cause, verdict: Verdict = Verdict.FAILED) -> None:
        super().__init__(cause.summary)
        self.cause = cause
        self.verdict = verdict

    def __reduce__(self) -> tuple[type[StepFailed], tuple[Cause, Verdict]]:
        """Steps run in a process of their own, and this is what comes back from it."""
        return StepFailed, (self.cause, self.verdict)


class StepSkipped(Exception):
    """A step cannot do its work here, which says nothing about the update; the message is the
    reason.
    """
