"""The engine that runs workers behind one door: start, look, fetch, stop.

Jenkins and the local one promise the same and no more; docs/hacking.md walks each verb through
both.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime
from enum import Enum
from typing import NamedTuple, Protocol

from rdopkg_ci.core.runs.request import Request

# As many as Jenkins lists of a job.
WINDOW = 100


class State(Enum):
    QUEUED = 'queued'
    RUNNING = 'running'
    FINISHED = 'finished'


class Conclusion(Enum):
    """What the engine itself says of a finished run; the verdict is in its result.json."""

    SUCCESS = 'success'
    FAILURE = 'failure'
    ABORTED = 'aborted'


class Run(NamedTuple):
    """``expected`` is the engine's guess of the duration in seconds, None if it has none; ``url``
    is the run's page, ``results`` the URL below which its artifacts are read, ``console_url`` that
    of its console; ``why`` is what keeps it in the queue, in the engine's words.
    """

    request: Request
    state: State
    conclusion: Conclusion | None
    started: datetime | None
    expected: float | None
    url: str
    results: str
    console_url: str
    why: str = ''

    @property
    def key(self) -> str:
        return self.request.key


class Artifact(NamedTuple):
    """A file that a run left: None where there is none; ``problem`` says why nobody can know, and
    ``denied`` that it is we who may not.
    """

    data: bytes | None
    problem: str = ''
    denied: bool = False


class Engine(Protocol):
    def start(self, request: Request) -> bool:
        """Ask for a run. Asking again under the same key is harmless when the first was seen; look
        first. Returns whether it was we who had it started, as far as the engine tells: of two who
        ask a Jenkins at the same moment both. Raises CiError when the engine cannot be asked.
        """

    def runs(
        self, phase: str, wanted: Collection[str] = (), labels: Collection[str] = ()
    ) -> Sequence[Run]:
        """The newest `WINDOW` runs of a phase, newest first, queued ones included, and after them
        those older ones that are still remembered and whose subject is ``wanted``. ``labels`` are
        those of agents that runs are for: the newest of each may be that many.

        Runs whose parameters are not those of a run of ours are left out. Raises CiError when the
        engine cannot be asked.
        """

    def artifacts(self, runs: Sequence[Run], name: str, limit: int) -> Mapping[str, Artifact]:
        """The file ``name`` of each run by its key, fetched at once; one larger than ``limit``
        bytes is a problem.
        """

    def console(self, run: Run, offset: int = 0) -> Iterator[bytes]:
        """The run's console from a byte offset, in pieces. Raises CiError when it cannot be had."""

    def stop(self, run: Run) -> None:
        """Ask the run to end. Raises CiError when the engine cannot be asked."""
