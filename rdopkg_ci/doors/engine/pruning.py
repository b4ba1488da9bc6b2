"""Old runs go: the local engine forgets as a server does, by age and by number."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Collection, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from rdopkg_ci.doors.engine.rundir import RunDir

_DOOMED = '.doomed-'


class Keep(NamedTuple):
    """How many runs of a phase are kept, and for how many days; what is over both goes."""

    runs: int = 1000
    days: int = 90


def prune(
    older: Sequence[RunDir], wanted: Collection[str], keep: Keep, now: datetime
) -> list[RunDir]:
    """Remove what may go of the runs outside the window, newest first; returns those that stay.

    A run that is ``wanted``, by its subject, or is not over yet, is never removed.
    """
    stay = []
    for number, run in enumerate(older):
        if number < keep.runs or not may_go(run, wanted, now - timedelta(days=keep.days)):
            stay.append(run)
        else:
            remove(run.path)
    return stay


def may_go(run: RunDir, wanted: Collection[str], oldest: datetime) -> bool:
    """Whether nobody wants it, by its subject, and it is over, and older than ``oldest``."""
    return run.subject not in wanted and _is_done(run, oldest)


def _is_done(run: RunDir, oldest: datetime) -> bool:
    """Whether it was asked for before ``oldest`` and no worker of it lives."""
    stored = run.stored()
    is_old = stored is not None and stored.at < oldest.timestamp()
    return is_old and (run.is_over() or run.started() is not None) and not run.is_held()


def remove(path: Path) -> None:
    """A run's directory; renamed first, so that no part of a run is ever seen under its key."""
    with suppress(OSError):
        doomed = Path(tempfile.mkdtemp(prefix=_DOOMED, dir=path.parent))
        path.rename(doomed / path.name)
        shutil.rmtree(doomed)


def sweep(folder: Path) -> None:
    """Finish what a killed prune left."""
    for doomed in folder.glob(f'{_DOOMED}*'):
        shutil.rmtree(doomed, ignore_errors=True)
