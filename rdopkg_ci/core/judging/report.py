"""What one run came to, for people and for judgement."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from rdopkg_ci.core.causes.cause import Cause
from rdopkg_ci.core.runs.result import Result, StepOutcome
from rdopkg_ci.core.runs.verdict import Verdict
from rdopkg_ci.core.target import Target

# What a cause that is from a run's console has for its log.
CONSOLE = 'console'
# Before the words of an engine on what keeps a run in its queue.
WAITS = 'waits: '


class Report(NamedTuple):
    """``attempt`` counts from 1; ``expected`` is a duration in seconds, None
    if unknown; ``results`` is the URL below which its logs are read, ``console_url`` that of its
    console; ``problem`` says why nobody can tell, ``denied`` that we may not know; ``baseline`` is
    the URL of the green run that the cause was found by comparison with; ``waits`` is what keeps it
    in the queue, in the engine's words; ``notes`` are what the run wants people to know.
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
    waits: str = ''
    notes: tuple[str, ...] = ()

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
    def note(self) -> str:
        """What is special about it, unless it is red; empty for nothing."""
        if self.problem or self.waits:
            return self.problem or f'{WAITS}{self.waits}'
        notes = self.notes if self.verdict is Verdict.PASSED else ()
        return '; '.join(filter(None, (self.unproven, *notes)))

    @property
    def where(self) -> str:
        """The one URL to look at."""
        return self.log_url or self.url
