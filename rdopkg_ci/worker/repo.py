"""Step repo: a temporary yum repo of what was fetched."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TextIO

from rdopkg_ci.core.runs.result import Rpm
from rdopkg_ci.doors import files, yum
from rdopkg_ci.worker.job import Job


def make(job: Job, log: TextIO) -> Sequence[Rpm]:
    job.pool.mkdir(parents=True, exist_ok=True)
    yum.make(job.pool)
    write_repo_file(job)
    print(f'{job.pool}: metadata made; {job.repo_file} names it', file=log)
    return ()


def write_repo_file(job: Job) -> None:
    """Have ``job.repo_file`` name the repo under test."""
    name = f'rdopkg-ci-{job.plan.phase}'
    lines = [
        f'[{name}]',
        f'name={name}',
        f'baseurl={job.tested.as_uri()}',
        'enabled=1',
        'gpgcheck=0',
        '',
    ]
    files.write(job.repo_file, '\n'.join(lines).encode())
