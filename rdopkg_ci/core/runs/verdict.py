"""What a run or an update came to. Verdicts are ordered and the worst wins.

DISABLED is the lowest on purpose: passed and disabled targets together pass, and an update whose
targets are all disabled is itself disabled and waits for a person.
"""

from __future__ import annotations

from enum import IntEnum


class Verdict(IntEnum):
    DISABLED = 0
    PASSED = 1
    RUNNING = 2
    QUEUED = 3
    MISSING = 4
    ERRORED = 5
    FAILED = 6

    @property
    def word(self) -> str:
        return self.name.lower()

    @property
    def red(self) -> bool:
        return self in (Verdict.ERRORED, Verdict.FAILED)

    @property
    def finished(self) -> bool:
        return self not in (Verdict.RUNNING, Verdict.QUEUED, Verdict.MISSING)
