"""Where the step that failed begins and ends. What went wrong before it was lived with, and what
goes wrong after it, as logs are collected and things are put away, is aftermath.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rdopkg_ci.core.causes import scopes
from rdopkg_ci.core.causes.candidates import Candidate
from rdopkg_ci.core.causes.family import Scope
from rdopkg_ci.core.causes.log import Log

# What a build tool writes where its own part went well.
_WENT_WELL = b'BUILD SUCCESS'
# The rungs of a ladder of `make` errors, and a service's word right below them.
RUNG = 8


class PassedOn(NamedTuple):
    """A line that says that something else failed, and what precedes it."""

    n: int
    before: bytes


class FailedStep(NamedTuple):
    """The lines before and after the step that failed, and the first line that passes the failure
    on, None when none does.
    """

    begin: int
    end: int
    passed_on: PassedOn | None


def step(log: Log, candidates: Sequence[Candidate]) -> FailedStep:
    failed, over = scopes.failed(log.scopes), log.over
    ends = [PassedOn(mark.n, mark.before) for mark in [over] if mark]
    if failed:
        ends.append(PassedOn(failed.end, failed.before))
    ended = min(ends, default=None)
    passed_on = _passed_on(candidates, ended)
    begins = _begins(log, failed)
    begin = max((n for n in begins if passed_on and n < passed_on.n), default=0)
    return FailedStep(begin, ended.n if ended else log.lines, passed_on)


def _passed_on(candidates: Sequence[Candidate], ended: PassedOn | None) -> PassedOn | None:
    """The first of the lines that pass the failure on up to where the step ended, or to the last
    such line.
    """
    found = ended
    for candidate in reversed(candidates):
        if not candidate.is_wrapper or (ended and candidate.n > ended.n):
            continue
        if found and found.n - candidate.n > RUNG:
            break
        found = PassedOn(candidate.n, candidate.hit.before)
    return found


def _begins(log: Log, failed: Scope | None) -> Iterator[int]:
    if failed:
        yield failed.begin
    yield from (scope.begin for scope in log.scopes if scope.family == 'step')
    if _WENT_WELL in log.tail:
        yield from (n for n, raw in log.end() if _WENT_WELL in raw)
