"""What does each step of a plan."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from rdopkg_ci.core.planning.plan import FETCH, FILES, INSTALL, REPO, RESOLVE
from rdopkg_ci.settings import Settings
from rdopkg_ci.worker import command, fetch, file_conflicts, install, repo, resolve
from rdopkg_ci.worker.job import Job
from rdopkg_ci.worker.step import Step, Work


def of(job: Job, settings: Settings) -> Sequence[Step]:
    """The job's steps, ready to run in the order of its plan."""
    built_in: dict[str, Work] = {
        FETCH: partial(fetch.fetch, settings),
        REPO: repo.make,
        RESOLVE: resolve.resolve,
        FILES: file_conflicts.compare,
        INSTALL: install.install,
    }
    return [
        Step(one, partial(command.run, one.command) if one.command else built_in[one.name])
        for one in job.plan.steps
    ]
