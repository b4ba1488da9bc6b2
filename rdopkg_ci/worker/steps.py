"""Which steps a job has, in order."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from rdopkg_ci.settings import Settings
from rdopkg_ci.worker import command, fetch, repo, resolve
from rdopkg_ci.worker.job import Job
from rdopkg_ci.worker.run import NamedStep


def of(job: Job, settings: Settings) -> Sequence[NamedStep]:
    """The built-in steps, then the policy's own. Stage tests a published repo, so it has nothing to
    fetch.
    """
    resolving = NamedStep('resolve', resolve.resolve)
    own = [NamedStep(step.name, partial(command.run, step)) for step in job.settings.steps]
    if job.generation:
        return [resolving, *own]
    fetching = NamedStep('fetch', partial(fetch.fetch, settings))
    return [fetching, NamedStep('repo', repo.make), resolving, *own]
