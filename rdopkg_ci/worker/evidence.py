"""What a run has tested, and against what: so that nobody has to ask later."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from rdopkg_ci.core.planning.plan import INSTALL
from rdopkg_ci.core.runs.result import Metadata, Rpm, StepOutcome, StepResult
from rdopkg_ci.doors import files
from rdopkg_ci.doors.http import shown
from rdopkg_ci.doors.repos import repodata
from rdopkg_ci.worker.job import Job
from rdopkg_ci.worker.stack import stack


def metadata(job: Job) -> Sequence[Metadata]:
    """The repos that the run has looked at, each as it was then."""
    pins = job.work / 'pins'
    seen = {name: (url, repodata.pinned(url, pins)) for name, url in stack(job).urls.items()}
    return [
        Metadata(name, shown(url), digest)
        for name, (url, digest) in seen.items()
        if digest is not None
    ]


def note_needs(job: Job, needs: Mapping[str, Sequence[str]]) -> None:
    """Leave, for `needs`, which updates need which others: steps end in processes of their own."""
    files.write(_needs_file(job), json.dumps(needs).encode())


def needs(job: Job) -> Mapping[str, tuple[str, ...]]:
    """What `note_needs` left; nothing where no step came so far."""
    place = _needs_file(job)
    found = json.loads(place.read_bytes()) if place.exists() else {}
    return {update: tuple(others) for update, others in found.items()}


def note(job: Job, notes: Sequence[str]) -> None:
    """Leave, for `notes`, what people have to know of a run however green it is."""
    files.write(_notes_file(job), json.dumps(notes).encode())


def notes(job: Job) -> tuple[str, ...]:
    """What `note` left."""
    place = _notes_file(job)
    return tuple(json.loads(place.read_bytes())) if place.exists() else ()


def _notes_file(job: Job) -> Path:
    return job.work / 'notes.json'


def _needs_file(job: Job) -> Path:
    return job.work / 'needs.json'


def programs(steps: Iterable[StepResult]) -> Sequence[str]:
    """Those that built-in steps have used."""
    used = (step.name == INSTALL and step.outcome is not StepOutcome.SKIPPED for step in steps)
    return ('dnf', 'rpm') if any(used) else ()


def published(job: Job) -> Sequence[Rpm]:
    """The RPMs that updates bring to a generation: signed, they are others than what was
    fetched.
    """
    return [
        Rpm(path.name, files.sha256(path), owner.build, owner.tag)
        for where, owner in sorted(job.owners.items())
        if (path := job.tested / where).is_file()
    ]
