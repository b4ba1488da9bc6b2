"""Step files: would rpm refuse to put what is under test on one disk with the rest, for the files
that they bring?

Nothing is installed: scripts of packages would run as us. What rpm would say is computed from the
headers, by its own rules.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TextIO

from rdopkg_ci.core.depsolve import report as wording
from rdopkg_ci.core.runs.result import Rpm
from rdopkg_ci.doors import depcheck
from rdopkg_ci.worker.endings import StepFailed
from rdopkg_ci.worker.job import Job
from rdopkg_ci.worker.stack import blamable, stack


def compare(job: Job, log: TextIO) -> Sequence[Rpm]:
    conflicts = depcheck.check_files(stack(job), blamable(job), job.cache)
    lines = wording.files_report(conflicts)
    print('\n'.join(lines), file=log)
    if conflicts.new:
        raise StepFailed(wording.files_cause(conflicts, lines))
    return ()
