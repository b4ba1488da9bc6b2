"""Where the step that failed begins and ends. What went wrong before it was lived with, and what
goes wrong after it, as logs are collected and things are put away, is aftermath.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from rdopkg_ci.core.causes.candidates import Candidate
from rdopkg_ci.core.causes.scan import Scanned

# What a service itself writes as soon as a step failed, before it goes on with those that always
# run.
_ENDED = re.compile(
    r'^(?:Error: )?Process completed with exit code [1-9]'  # GitHub
    r"|^(?:Bash|PowerShell|Cmd\.exe) exited with code '"  # Azure
    r'|^The command ".+" (?:failed and )?exited with [1-9]'  # Travis
    r"|^Build step '.+' marked build as failure"  # Jenkins
    r'|^Exited with code (?:exit status )?[1-9]'  # CircleCI
    r'|^\W*Error: The command exited with status -?[1-9]'  # Buildkite
    r'|^Command exited with code -?[1-9]'  # AppVeyor
    r'|^RUN END RESULT_(?!NORMAL)'  # zuul
    r'|^ERROR: Job failed|^Uploading artifacts for failed job|^Unsuccessful task run with exit'
    r' code',  # GitLab, taskcluster
)
# What GitHub writes where a step begins, and a build tool where its own went well.
_BEGINS, _WENT_WELL = b'##[group]Run ', b'BUILD SUCCESS'
# The rungs of a ladder of `make` errors, and a service's word right below them.
RUNG = 8


class Step(NamedTuple):
    """The lines before and after the step that failed, and the first line that passes the failure
    on, None when none does.
    """

    begin: int
    end: int
    passed_on: Candidate | None


def step(scanned: Scanned, candidates: Sequence[Candidate]) -> Step:
    ended = next((candidate for candidate in candidates if _ENDED.match(candidate.bare)), None)
    passed_on = _passed_on(candidates, ended)
    begin = max((n for n in _begins(scanned) if passed_on and n < passed_on.n), default=0)
    return Step(begin, ended.n if ended else scanned.lines, passed_on)


def _passed_on(candidates: Sequence[Candidate], ended: Candidate | None) -> Candidate | None:
    """The first of the lines that pass the failure on up to where the step ended, or to the last
    such line.
    """
    found = ended
    for candidate in reversed(candidates):
        if not candidate.is_wrapper or (ended and candidate.n > ended.n):
            continue
        if found and found.n - candidate.n > RUNG:
            break
        found = candidate
    return found


def _begins(scanned: Scanned) -> list[int]:
    steps = [hit.n for hit in scanned.hits if _BEGINS in hit.raw]
    if _WENT_WELL not in scanned.tail:
        return steps
    return steps + [n for n, raw in scanned.last(len(scanned.tail)) if _WENT_WELL in raw]
