"""What a run or an update came to. Verdicts are ordered and the worst wins.

DISABLED is the lowest on purpose: passed and disabled targets together pass, and an update whose
targets are all disabled is itself disabled and waits for a person. WAITING is what is held by the
fault of others that it was tested with. UNKNOWN is what nobody can tell because a server did not
answer: as unfinished as a run that goes on.
"""

from __future__ import annotations

from enum import IntEnum


class Verdict(IntEnum):
    DISABLED = 0
    PASSED = 1
    WAITING = 2
    RUNNING = 3
    QUEUED = 4
    MISSING = 5
    UNKNOWN = 6
    ERRORED = 7
    FAILED = 8

    @property
    def word(self) -> str:
        """As data has it."""
        return self.name.lower()

    @property
    def told(self) -> str:
        """As people are told: nothing is lost that nobody has started yet."""
        return 'not started' if self is Verdict.MISSING else self.word

    @property
    def red(self) -> bool:
        return self in (Verdict.ERRORED, Verdict.FAILED)

    @property
    def finished(self) -> bool:
        goes_on = (Verdict.RUNNING, Verdict.QUEUED, Verdict.MISSING, Verdict.UNKNOWN)
        return self not in goes_on
