"""The local engine: every run is a directory, every worker a process of its own session.

    ROOT/PHASE/KEY/request.json   what was asked for; the directory appears whole, by one rename
                   lock           held by the worker for as long as it lives
                   started.json   process id and time, written by the worker before anything else
                   stopped        somebody asked for this run to end
                   console.log    what the worker printed
                   result/        result.json and the logs

A run is *running* exactly while its lock is held, so a worker that was killed, even with the whole
machine, leaves a finished run without result.json and never one that runs for ever.
"""

from __future__ import annotations

import os
import shutil
import signal
import tempfile
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from rdopkg_ci.core.runs.request import Request
from rdopkg_ci.doors import files
from rdopkg_ci.doors.engine import WINDOW, Artifact, Run, local_runs
from rdopkg_ci.doors.engine.pruning import Keep, prune, sweep
from rdopkg_ci.doors.engine.rundir import RunDir, StoredRequest, every, now
from rdopkg_ci.doors.engine.slots import Slots


class LocalEngine(NamedTuple):
    """``command`` starts a worker: the phase and ``--NAME=VALUE`` for each parameter are added to
    it.
    """

    root: Path
    workers: int
    command: Sequence[str]
    keep: Keep = Keep()

    def start(self, request: Request) -> bool:
        run, is_ours = self._place(request), True
        if not run.path.exists():
            run.path.parent.mkdir(parents=True, exist_ok=True)
            temporary = RunDir(Path(tempfile.mkdtemp(prefix='.', dir=run.path.parent)))
            temporary.write_request(StoredRequest(request, now().timestamp()))
            try:
                temporary.path.rename(run.path)
            except OSError:
                # Somebody else asked for the same run meanwhile, which is as good.
                shutil.rmtree(temporary.path)
                is_ours = False
            files.sync(run.path.parent)
        elif run.stored() is None:
            _give_up(run, request)
        else:
            is_ours = False
        self._pump()
        return is_ours

    def runs(
        self, phase: str, wanted: Collection[str] = (), labels: Collection[str] = ()
    ) -> Sequence[Run]:
        self._pump()
        sweep(self.root / phase)
        newest = every(self.root / phase)
        older = prune(newest[WINDOW:], wanted, self.keep, now())
        seen = [*newest[:WINDOW], *(run for run in older if run.subject in wanted)]
        expected = local_runs.expected(newest[:WINDOW])
        found = ((run, run.stored()) for run in seen)
        return [local_runs.look(run, stored.request, expected) for run, stored in found if stored]

    def artifacts(self, runs: Sequence[Run], name: str, limit: int) -> Mapping[str, Artifact]:
        places = {run.key: self._place(run.request).result for run in runs}
        return {key: local_runs.artifact(place, name, limit) for key, place in places.items()}

    def console(self, run: Run, offset: int = 0) -> Iterator[bytes]:
        path = self._place(run.request).console
        if path.exists():
            with open(path, 'rb') as stream:
                stream.seek(offset)
                yield from files.pieces(stream)

    def stop(self, run: Run) -> None:
        place = self._place(run.request)
        place.stopped.touch()
        started = place.started()
        if started and place.is_held():
            # The lock proves that the process of this number is still ours.
            os.killpg(started.pid, signal.SIGTERM)

    def _place(self, request: Request) -> RunDir:
        return RunDir.of(self.root, request.phase, request.key)

    def _pump(self) -> None:
        """Start queued runs, oldest first, while there is room: every look does so, for there is no
        daemon.
        """
        places = [run for phase in sorted(self.root.glob('[!.]*/')) for run in every(phase)]
        stored = ((run, run.stored()) for run in places if not run.is_over())
        found = [(run, known) for run, known in stored if known]
        if found:
            found.sort(key=lambda item: item[1].at)
            waiting = [(run, self._arguments(run, known.request)) for run, known in found]
            Slots(self.root, self.workers).fill(waiting)

    def _arguments(self, run: RunDir, request: Request) -> list[str]:
        options = [f'--{name}={value}' for name, value in request.mapping.items()]
        return [*self.command, request.phase, *options, f'--result={run.result}']


def _give_up(run: RunDir, request: Request) -> None:
    """Whoever asks for a run whose request was lost with the power knows it: from now on it is
    seen, as one that was lost.
    """
    if not (run.is_held() or run.is_over()):
        run.stopped.touch()
    run.write_request(StoredRequest(request, now().timestamp()))
