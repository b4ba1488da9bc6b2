"""What a run or an update came to. Verdicts are ordered and the worst wins.

DISABLED is the lowest on purpose: passed and disabled targets together pass, and an update whose
targets are all disabled is itself disabled and waits for a person. UNKNOWN is what nobody can tell
because a server did not answer: as unfinished as a run that goes on.
"""

from __future__ import annotations

from enum import IntEnum


class Verdict(IntEnum):
    DISABLED = 0
    PASSED = 1
    RUNNING = 2
    QUEUED = 3
    MISSING = 4
    UNKNOWN = 5
    ERRORED = 6
    FAILED = 7

    @property
    def word(self) -> str:
        return self.name.lower()

    @property
    def red(self) -> bool:
        return self in (Verdict.ERRORED, Verdict.FAILED)

    @property
    def finished(self) -> bool:
        return self in (Verdict.DISABLED, Verdict.PASSED, Verdict.ERRORED, Verdict.FAILED)
