"""An engine that starts no run twice in the life of a command."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from rdopkg_ci.core.runs.request import Request
from rdopkg_ci.doors.engine import Artifact, Conclusion, Engine, Run, State
from rdopkg_ci.errors import CiError
from rdopkg_ci.flows.services import Services


class Once:
    """Whoever looks again and again starts what is missing. A run that is missing still, after it
    was started, will be for ever: that must end, and be said. Until the next look, asking again is
    no harm: two changes may be of one commit.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._started: set[str] = set()
        self._fresh: set[str] = set()
        self._stopped: set[str] = set()

    def start(self, request: Request) -> bool:
        """Raises CiError for a run that was started by us before, and not since the last look."""
        if request.key in self._fresh:
            return True
        if request.key in self._started:
            raise CiError(
                f'the run {request.key} was started already, and is not among the runs',
                'Look whether the engine lost it, or cannot read it; then run this again.',
            )
        is_ours = self._engine.start(request)
        self._fresh.add(request.key)
        return is_ours

    def runs(
        self, phase: str, wanted: Collection[str] = (), labels: Collection[str] = ()
    ) -> Sequence[Run]:
        self._started |= self._fresh
        self._fresh = set()
        return [self._seen(run) for run in self._engine.runs(phase, wanted, labels)]

    def _seen(self, run: Run) -> Run:
        """What we have stopped may take a moment to end."""
        if run.key not in self._stopped or run.state is State.FINISHED:
            return run
        return run._replace(state=State.FINISHED, conclusion=Conclusion.ABORTED)

    def artifacts(self, runs: Sequence[Run], name: str, limit: int) -> Mapping[str, Artifact]:
        return self._engine.artifacts(runs, name, limit)

    def console(self, run: Run, offset: int = 0) -> Iterator[bytes]:
        return self._engine.console(run, offset)

    def stop(self, run: Run) -> None:
        self._engine.stop(run)
        self._stopped.add(run.key)


def once_only(services: Services) -> Services:
    """The same services, for a command that looks again and again."""
    return services._replace(engine=Once(services.engine))
