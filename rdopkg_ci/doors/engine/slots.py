"""A bounded number of worker processes, counted by the locks they hold."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from rdopkg_ci.doors.engine.rundir import RunDir
from rdopkg_ci.doors.lock import held
from rdopkg_ci.doors.processes import command, python

_LAUNCH = 'from rdopkg_ci.doors.engine.launch import main; main(*sys.argv[1:])'


# In seconds: starting a worker takes a moment, and nobody starts more than 64.
PATIENCE = 30.0


class Slots(NamedTuple):
    root: Path
    workers: int

    def fill(self, unfinished: Sequence[tuple[RunDir, Sequence[str]]]) -> None:
        """Start what waits, in this order, until ``workers`` run; the others are counted."""
        with held(self.root / 'slots.lock', PATIENCE):
            waiting = [(run, command) for run, command in unfinished if not run.is_held()]
            room = self.workers - (len(unfinished) - len(waiting))
            queued = [(run, command) for run, command in waiting if not run.started()]
            for run, command in queued[: max(room, 0)]:
                _launch(run, command)


def _launch(run: RunDir, words: Sequence[str]) -> None:
    """Start the worker with the run's lock in its hands, so that the lock is never free in
    between.
    """
    lock = run.take()
    try:
        with open(run.console, 'ab') as console:
            subprocess.Popen(
                [*python.command(_LAUNCH), str(run.path), *words],
                cwd=run.path,
                env=_environment(),
                stdin=subprocess.DEVNULL,
                stdout=console,
                stderr=console,
                pass_fds=(lock,),
                start_new_session=True,
            )
    finally:
        os.close(lock)


def _environment() -> Mapping[str, str]:
    """Ours without the passwords of servers: a worker asks neither engine nor review, and what it
    runs can look at its environment.
    """
    return {name: value for name, value in os.environ.items() if not command.SECRET.fullmatch(name)}
