"""Step fetch: the RPMs of every build, each update in a directory of its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple, TextIO

from rdopkg_ci.core.causes.cause import Blame, Cause, Line
from rdopkg_ci.core.runs.result import Rpm
from rdopkg_ci.core.runs.verdict import Verdict
from rdopkg_ci.core.update.build_state import BuildState, BuildStatus
from rdopkg_ci.core.update.update import Build
from rdopkg_ci.doors import files, sources
from rdopkg_ci.doors.sources import Source, named
from rdopkg_ci.errors import CiError
from rdopkg_ci.settings import Settings
from rdopkg_ci.worker.endings import StepFailed
from rdopkg_ci.worker.job import Job

_SIGNATURES = {
    BuildStatus.BUILDING: 'build-unfinished',
    BuildStatus.FAILED: 'build-failed',
    BuildStatus.DELETED: 'build-missing',
    BuildStatus.MISSING: 'build-missing',
}


class _LookedUp(NamedTuple):
    source: Source
    state: BuildState


def fetch(settings: Settings, job: Job, log: TextIO) -> Sequence[Rpm]:
    """Raises StepFailed for a build that its source does not have, CiError for a damaged one."""
    wanted = list(_wanted(job))
    found = _look_up(settings, [build for _, build in wanted])
    rpms: list[Rpm] = []
    for update_id, build in wanted:
        print(f'{update_id}: {build.id} @ {build.source}', file=log)
        refuse(update_id, build, found[build].state, log)
        rpms.extend(_fetch(job, update_id, build, found[build].source, log))
    return rpms


def _wanted(job: Job) -> Iterator[tuple[str, Build]]:
    for update_id, builds in sorted(job.builds.items()):
        for build in builds:
            yield update_id, build


def _look_up(settings: Settings, builds: Sequence[Build]) -> Mapping[Build, _LookedUp]:
    """Where each build is and in which state, with one look at each source."""
    found: dict[Build, _LookedUp] = {}
    for name, some in sources.by_source(builds).items():
        source = named.find(name, settings.sources, settings.home)
        states = source.states(some)
        found.update((build, _LookedUp(source, states[build])) for build in some)
    return found


def refuse(update_id: str, build: Build, state: BuildState, log: TextIO) -> None:
    """Raise what `fetch` does for a build that is not complete."""
    if state.status is BuildStatus.COMPLETE:
        return
    # It was there when it was submitted, so a like name helps nobody now.
    problem = state._replace(near=()).problem(build.source)
    if state.status is BuildStatus.DAMAGED:
        # The copy is at fault and not the update.
        raise CiError(f'{build.id} {problem}')
    summary = f'{build.id} of update {update_id} {problem}'
    print(f'error: {summary}', file=log)
    signature = _SIGNATURES[state.status]
    lines, guilty = (Line(0, summary),), (update_id,)
    cause = Cause(summary, 'missing-build', Blame.PACKAGE, signature, lines, at_fault=guilty)
    is_unfinished = state.status is BuildStatus.BUILDING
    raise StepFailed(cause, Verdict.ERRORED if is_unfinished else Verdict.FAILED)


def _fetch(job: Job, update_id: str, build: Build, source: Source, log: TextIO) -> Sequence[Rpm]:
    paths = source.fetch(build, job.pool / update_id)
    rpms = [Rpm(path.name, files.sha256(path), build.id, build.tag) for path in paths]
    for rpm in rpms:
        print(f'  {rpm.sha256}  {rpm.file}', file=log)
    return rpms
