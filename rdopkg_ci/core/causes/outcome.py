"""Whether anything failed at all: by what the job says at its end, else by what was found."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rdopkg_ci.core.causes.candidates import Candidate
from rdopkg_ci.core.causes.kind import LIKELY, STRONG
from rdopkg_ci.core.causes.scan import Scanned

LAST = 12
# What the service that ran the job says of it: the last such word is the last word.
_VERDICT = re.compile(
    rb'(Finished: SUCCESS|[Yy]our build exited with 0\b|Job succeeded)|Finished: [A-Z]+|[Yy]our build exited with \d|ERROR: Job failed',
)
# What the job itself says when all went well, unless something beside it sounds otherwise.
_SUCCESS = re.compile(rb'DEPLOY_SUCCESS|Overcloud Deployed|completed in \d+ seconds|failed=0 |BUILD SUCCESS|exit 0$|Failed: 0\b')
_FAILURE = re.compile(rb'FAIL|ABORTED|UNSTABLE|exited with [1-9]|unreachable=[1-9]|failed[= ][1-9"]|marked build|[Ee]rror')


def succeeded(scanned: Scanned, candidates: Sequence[Candidate]) -> bool:
    """The job's last lines say so; or there is no proof, nothing that passes a failure on, and no likely cause near the end."""
    verdicts = list(_VERDICT.finditer(scanned.tail))
    if verdicts:
        return verdicts[-1][1] is not None
    said = b'\n'.join([line for line in scanned.tail.splitlines() if line.strip()][-LAST:])
    if _SUCCESS.search(said) and not _FAILURE.search(said):
        return True
    near = scanned.lines - max(40, scanned.lines // 10)
    return not any(
        candidate.passes_on or candidate.weight >= STRONG or (candidate.weight >= LIKELY - 5 and candidate.n >= near)
        for candidate in candidates
    )
