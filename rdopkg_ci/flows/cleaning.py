"""What may go of what lies in our home: by age, and never what something on its way needs."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from rdopkg_ci.core.leftover import Leftover, LeftoverKind
from rdopkg_ci.core.phase import PHASES
from rdopkg_ci.core.publication import filelist
from rdopkg_ci.core.update.place import Place
from rdopkg_ci.doors import scratch, unused
from rdopkg_ci.doors.engine import pruning, rundir
from rdopkg_ci.doors.repos.repodata import METADATA
from rdopkg_ci.doors.sources.named import DOWNLOADS
from rdopkg_ci.errors import CiError
from rdopkg_ci.flows import board
from rdopkg_ci.flows.gathering.snapshot import Snapshot
from rdopkg_ci.flows.promotion.plan import SIGNED
from rdopkg_ci.settings import Settings


class Wanted(NamedTuple):
    """The subjects of runs, and the SHA-256 of RPMs, that what is on its way needs."""

    subjects: Collection[str]
    sums: Collection[str]


def wanted(snapshot: Snapshot) -> Wanted:
    """Raises CiError where a server did not say what is on its way."""
    if snapshot.problems:
        raise CiError(
            f'what is still wanted is not known: {snapshot.problems[0]}',
            'Nothing was removed. Run this again when it answers.',
        )
    rows = board.rows(snapshot)
    subjects = {request.subject for row in rows for request in row.requests.values()}
    return Wanted(subjects, set(_tested(snapshot)))


def survey(settings: Settings, needed: Wanted, days: int, now: datetime) -> Sequence[Leftover]:
    """All that may go, by kind and path."""
    found = [
        *((LeftoverKind.RUN, path) for path in _runs(settings, needed, now - timedelta(days=days))),
        *((LeftoverKind.SIGNED, path) for path in _signed(settings, needed, days)),
        *((LeftoverKind.DOWNLOAD, path) for path in unused.files(settings.home / DOWNLOADS, days)),
        *((LeftoverKind.METADATA, path) for path in unused.files(settings.home / METADATA, days)),
        *((LeftoverKind.TEMPORARY, path) for path in scratch.left()),
    ]
    return sorted(Leftover(kind, str(path), unused.size(path)) for kind, path in found)


def remove(leftovers: Sequence[Leftover]) -> None:
    """What is gone already is as good."""
    for one in leftovers:
        if one.kind is LeftoverKind.RUN:
            pruning.remove(Path(one.path))
        elif one.kind is not LeftoverKind.TEMPORARY:
            with suppress(FileNotFoundError):
                Path(one.path).unlink()
    if any(one.kind is LeftoverKind.TEMPORARY for one in leftovers):
        scratch.sweep()


def _runs(settings: Settings, needed: Wanted, oldest: datetime) -> Iterator[Path]:
    for phase in PHASES:
        for run in rundir.every(settings.home / 'runs' / phase):
            if pruning.may_go(run, needed.subjects, oldest):
                yield run.path


def _signed(settings: Settings, needed: Wanted, days: int) -> Iterator[Path]:
    copies = unused.files(settings.home / SIGNED, days)
    return (path for path in copies if path.suffix == '.rpm' and path.stem not in needed.sums)


def _tested(snapshot: Snapshot) -> Iterator[str]:
    """The SHA-256 of what is ready."""
    repo, tip = snapshot.services.repo, snapshot.tip
    places = filter(None, map(Place.parse, repo.files(tip)))
    paths = [place.sums for place in places if place.is_ready]
    for path, data in repo.read_many(tip, paths).items():
        yield from (entry.sha256 for entry in filelist.parse_sums(data, path))
