"""Step repo: a temporary yum repo of what was fetched."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TextIO

from rdopkg_ci.core.runs.result import Rpm
from rdopkg_ci.doors import files
from rdopkg_ci.doors.repos import yum
from rdopkg_ci.worker.job import Job


def make(job: Job, log: TextIO) -> Sequence[Rpm]:
    job.pool.mkdir(parents=True, exist_ok=True)
    yum.make(job.pool)
    write_repo_file(job)
    print(f'{job.pool}: metadata made; {job.repo_file} names it', file=log)
    return ()


def write_repo_file(job: Job) -> None:
    """Have ``job.repo_file`` name what is under test, production, and what lies under it."""
    sections = [_section(job.plan.phase, job.tested.as_uri())]
    # Before anything is published there is no metadata.
    sections.append(_section('production', job.repos.production, ('skip_if_unavailable=1',)))
    sections += [_section(f'base-{n}', url) for n, url in enumerate(job.repos.base, 1)]
    files.write(job.repo_file, '\n'.join(sections).encode())


def _section(which: str, url: str, more: Sequence[str] = ()) -> str:
    name = f'rdopkg-ci-{which}'
    keys = (f'name={name}', f'baseurl={url}', 'enabled=1', 'gpgcheck=0', *more)
    return ''.join(f'{line}\n' for line in (f'[{name}]', *keys))
