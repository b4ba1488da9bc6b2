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
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from rdopkg_ci.doors import files
from rdopkg_ci.doors.engine import Outcome, Run, State
from rdopkg_ci.doors.engine.rundir import Asked, RunDir, every, now
from rdopkg_ci.doors.engine.slots import Slots

RECENT = 3


class LocalEngine(NamedTuple):
    """``command`` starts a worker: the phase and ``--NAME=VALUE`` for each parameter are added to
    it.
    """

    root: Path
    workers: int
    command: Sequence[str]

    def start(self, phase: str, key: str, parameters: Mapping[str, str]) -> None:
        run = RunDir.of(self.root, phase, key)
        if not run.path.exists():
            run.path.parent.mkdir(parents=True, exist_ok=True)
            temporary = RunDir(Path(tempfile.mkdtemp(prefix='.', dir=run.path.parent)))
            temporary.write_request(Asked(phase, key, parameters, now().timestamp()))
            try:
                temporary.path.rename(run.path)
            except OSError:
                # Somebody else asked for the same run meanwhile, which is as good.
                shutil.rmtree(temporary.path)
        self._pump()

    def runs(self, phase: str) -> Sequence[Run]:
        self._pump()
        found = sorted(every(self.root / phase), key=lambda item: item[1].at, reverse=True)
        runs = [_look(run, asked) for run, asked in found]
        expected = _expected([run for run, _ in found])
        return [run._replace(expected=expected) for run in runs]

    def artifact(self, run: Run, name: str, limit: int) -> bytes | None:
        path = RunDir.of(self.root, run.phase, run.key).result / name
        if '/' in name or not path.is_file():
            return None
        return files.read(path, limit)

    def console(self, run: Run, offset: int = 0) -> Iterator[bytes]:
        path = RunDir.of(self.root, run.phase, run.key).console
        if path.exists():
            with open(path, 'rb') as stream:
                stream.seek(offset)
                yield from files.pieces(stream)

    def stop(self, run: Run) -> None:
        place = RunDir.of(self.root, run.phase, run.key)
        place.stopped.touch()
        started = place.started()
        if started and place.is_held():
            # The lock proves that the process of this number is still ours.
            os.killpg(started.pid, signal.SIGTERM)

    def _pump(self) -> None:
        """Start queued runs, oldest first, while there is room: every look does so, for there is no
        daemon.
        """
        found = [
            item
            for phase in sorted(self.root.glob('[!.]*/'))
            for item in every(phase)
            if not item[0].is_over()
        ]
        if found:
            found.sort(key=lambda item: item[1].at)
            Slots(self.root, self.workers).fill(
                [(run, self._arguments(run, asked)) for run, asked in found]
            )

    def _arguments(self, run: RunDir, asked: Asked) -> list[str]:
        options = [f'--{name}={value}' for name, value in asked.parameters.items()]
        return [*self.command, asked.phase, *options, f'--result={run.result}']


def _look(run: RunDir, asked: Asked) -> Run:
    started = run.started()
    state = (
        State.RUNNING
        if run.is_held()
        else State.FINISHED
        if started or run.is_over()
        else State.QUEUED
    )
    outcome = _outcome(run) if state is State.FINISHED else None
    at = started.at if started else None
    return Run(
        asked.key,
        asked.phase,
        asked.parameters,
        state,
        outcome,
        at,
        None,
        run.path.absolute().as_uri(),
    )


def _outcome(run: RunDir) -> Outcome:
    verdict = run.verdict()
    if verdict is None:
        return Outcome.ABORTED
    return Outcome.SUCCESS if verdict == 'passed' else Outcome.FAILURE


def _expected(newest_first: Sequence[RunDir]) -> float | None:
    """The mean duration of the last few successful runs, in seconds, as Jenkins guesses."""
    spent: list[float] = []
    for run in newest_first:
        if len(spent) < RECENT and run.verdict() == 'passed':
            started = run.started()
            if started:
                spent.append(run.result_json.stat().st_mtime - started.at.timestamp())
    return sum(spent) / len(spent) if spent else None
