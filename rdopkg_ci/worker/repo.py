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
    name = f'rdopkg-ci-{job.phase}'
    lines = [
        f'[{name}]',
        f'name={name}',
        f'baseurl=file://{job.pool}',
        'enabled=1',
        'gpgcheck=0',
        '',
    ]
    files.write(job.repo_file, '\n'.join(lines).encode())
    print(f'{job.pool}: metadata made; {job.repo_file} names it', file=log)
    return ()
