"""Step fetch: the RPMs of every build, each update in a directory of its own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TextIO

from rdopkg_ci.core.causes.cause import Blame, Cause, Line
from rdopkg_ci.core.runs.result import Rpm
from rdopkg_ci.core.update.update import Build
from rdopkg_ci.doors import files, sources
from rdopkg_ci.settings import Settings
from rdopkg_ci.worker.job import Job
from rdopkg_ci.worker.run import StepFailed


def fetch(settings: Settings, job: Job, log: TextIO) -> Sequence[Rpm]:
    rpms: list[Rpm] = []
    for update_id, builds in sorted(job.builds.items()):
        for build in builds:
            rpms.extend(_fetch(settings, job, update_id, build, log))
    return rpms


def _fetch(
    settings: Settings, job: Job, update_id: str, build: Build, log: TextIO
) -> Sequence[Rpm]:
    print(f'{update_id}: {build.id} @ {build.source}', file=log)
    source = sources.find(build.source, settings.sources.local)
    if source.check(build) is None:
        summary = f'{build.id} of update {update_id} does not exist at its source {build.source}'
        print(f'error: {summary}', file=log)
        line = Line(0, summary)
        raise StepFailed(Cause(summary, 'missing-build', Blame.PACKAGE, 'build-missing', (line,)))
    paths = source.fetch(build, job.pool / update_id)
    rpms = [Rpm(path.name, files.sha256(path), build.id, build.tag) for path in paths]
    for rpm in rpms:
        print(f'  {rpm.sha256}  {rpm.file}', file=log)
    return rpms
