"""A job for one target, in directories of its own."""

from __future__ import annotations

from pathlib import Path

import pytest
from workerkit import job_in

from rdopkg_ci.worker.job import Job


@pytest.fixture
def job(tmp_path: Path) -> Job:
    return job_in(tmp_path)
