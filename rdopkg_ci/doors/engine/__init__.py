"""The engine that runs workers behind one door: start, look, fetch, stop.

Jenkins and the local one promise the same and no more; docs/hacking.md walks each verb through
both.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from enum import Enum
from typing import NamedTuple, Protocol


class State(Enum):
    QUEUED = 'queued'
    RUNNING = 'running'
    FINISHED = 'finished'


class Outcome(Enum):
    """What the engine itself says of a finished run; the verdict is in its result.json."""

    SUCCESS = 'success'
    FAILURE = 'failure'
    ABORTED = 'aborted'


class Run(NamedTuple):
    """``key`` is ours and unique; ``expected`` is the engine's guess of the duration in seconds,
    None if it has none.
    """

    key: str
    phase: str
    parameters: Mapping[str, str]
    state: State
    outcome: Outcome | None
    started: datetime | None
    expected: float | None
    url: str


class Engine(Protocol):
    def start(self, phase: str, key: str, parameters: Mapping[str, str]) -> None:
        """Ask for a run. Asking again under the same key is harmless when the first was seen; look
        first.
        """

    def runs(self, phase: str) -> Sequence[Run]:
        """The recent runs of a phase, newest first, queued ones included, in one answer."""

    def artifact(self, run: Run, name: str, limit: int) -> bytes | None:
        """A small file that the run left; None where there is none. Raises CiError when larger than
        ``limit`` bytes.
        """

    def console(self, run: Run, offset: int = 0) -> Iterator[bytes]:
        """The run's console from a byte offset, in pieces."""

    def stop(self, run: Run) -> None: ...
