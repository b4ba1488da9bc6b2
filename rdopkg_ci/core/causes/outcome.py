"""Whether the job succeeded or failed: by what it says at its end, else by what was found."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rdopkg_ci.core.causes import playbook, scopes, verdicts
from rdopkg_ci.core.causes.candidates import Candidate
from rdopkg_ci.core.causes.cause import Line, Outcome
from rdopkg_ci.core.causes.kind import LIKELY, STRONG, WEAK
from rdopkg_ci.core.causes.log import Log
from rdopkg_ci.core.causes.mark_rules import MarkKind
from rdopkg_ci.core.text.terminal import safe_line

# How much of the end is searched for a service's word, in bytes, and for a tool's, in lines.
END, LAST = 3000, 20
# What a job went on for so many lines after, and for most of the log, it did not die of.
LATE = 300
# A log that ends with a complaint ended because of it.
VERY_LAST = 3


class Statement(NamedTuple):
    """``line`` is the one that says so, None where none does."""

    outcome: Outcome
    line: Line | None = None


def outcome(log: Log, candidates: Sequence[Candidate]) -> Statement:
    """What the job's last lines say; else whether anything found tells of a failure."""
    verdict = _verdict(log)
    if verdict:
        return verdict
    # Each in both its forms: what most lines begin with may say something.
    last = [Line(n, form) for n, raw in log.last(LAST) for form in log.forms(raw)]
    well = _unannotated(log) or _built(log, last, candidates) or _finished(last, candidates)
    if well:
        return Statement(Outcome.SUCCEEDED, well)
    perhaps = _done(log, last, candidates) or _returned(log, last, candidates)
    if perhaps:
        doubtful = any(candidate.weight >= STRONG for candidate in candidates)
        return Statement(Outcome.UNKNOWN) if doubtful else Statement(Outcome.SUCCEEDED, perhaps)
    return Statement(Outcome.FAILED if _tell(log, candidates) else Outcome.UNKNOWN)


def _verdict(log: Log) -> Statement | None:
    """What the service says; its last such word is the last word."""
    end = log.tail[-END:]
    if not any(word in end for word in verdicts.VERDICTS):
        return None
    match = max(verdicts.VERDICT.finditer(end), key=lambda match: match.start(), default=None)
    if match is None:
        return None
    after = end[match.start() :].removesuffix(b'\n')
    line = Line(log.lines - after.count(b'\n'), safe_line(match[0].decode('utf-8', 'replace')))
    return Statement(Outcome.SUCCEEDED if match[1] is not None else Outcome.FAILED, line)


def _unannotated(log: Log) -> Line | None:
    """The last line of a service that annotates every failure, where there is no annotation."""
    annotated = any(mark.family == 'annotation' for mark in log.marks)
    if annotated or not log.whole:
        return None
    return next(
        (Line(n, log.bare(raw)) for n, raw in log.end() if verdicts.ENDED.search(raw)), None
    )


def _tell(log: Log, candidates: Sequence[Candidate]) -> bool:
    """Something that passes a failure on or proves one, or a likely cause near the end."""
    if scopes.failed(log.scopes) or playbook.is_undone(log) or _gave_up(log):
        return True
    late = log.lines - max(LATE, int(log.lines * 0.6))
    goes_on = _goes_on(log)
    near, last = log.lines - max(40, log.lines // 10), log.lines - VERY_LAST
    return any(
        ((candidate.is_wrapper or candidate.weight >= STRONG) and candidate.n >= late)
        or (candidate.weight >= LIKELY - 5 and candidate.n >= near and not goes_on)
        or (candidate.weight >= WEAK and candidate.n > last and not goes_on)
        for candidate in candidates
    )


def _built(log: Log, last: Sequence[Line], candidates: Sequence[Candidate]) -> Line | None:
    """A build says so among the last lines, no better word comes after it, and no host of the last
    play failed.
    """
    said = next((line for line in reversed(last) if verdicts.is_built(line.text)), None)
    if said is None or _worse(candidates, said.n) or playbook.is_undone(log):
        return None
    if verdicts.RECAP.search(said.text) and _failed_before(candidates, playbook.begin(log)):
        return None
    return said


def _finished(last: Sequence[Line], candidates: Sequence[Candidate]) -> Line | None:
    """A tool got to its end, and nothing complains after it."""
    said = next((line for line in reversed(last) if verdicts.is_finished(line.text)), None)
    return None if said is None or _worse(candidates, said.n, WEAK) else said


def _failed_before(candidates: Sequence[Candidate], n: int) -> bool:
    return any(
        candidate.n < n and (candidate.is_wrapper or candidate.weight >= STRONG)
        for candidate in candidates
    )


def _goes_on(log: Log) -> bool:
    """A machine that is being set up talks to the end: what sets it up would say if it failed."""
    return verdicts.SETS_UP.search(log.tail) is not None and any(
        verdicts.GUEST.match(raw) for _, raw in log.last(1)
    )


def _gave_up(log: Log) -> bool:
    """The last command of a script says that it failed, or a trace is the last of all."""
    last = [log.bare(raw) for _, raw in log.last(VERY_LAST)]
    return any(map(verdicts.GAVE_UP.match, last)) or any(map(verdicts.FRAME.match, last[-1:]))


def _returned(log: Log, last: Sequence[Line], candidates: Sequence[Candidate]) -> Line | None:
    """The last command of mock went well, and so did those that the build could have died of."""
    returned = [
        mark.n for mark in log.marks if mark.family == 'mock' and mark.event is MarkKind.WELL
    ]
    said = next((line for line in last if returned and line.n == returned[-1]), None)
    if said is None or scopes.failed(log.scopes) or _worse(candidates, said.n):
        return None
    return said


def _worse(candidates: Sequence[Candidate], n: int, least: int = LIKELY) -> bool:
    return any(
        candidate.n > n and (candidate.is_wrapper or candidate.weight >= least)
        for candidate in candidates
    )


def _done(log: Log, last: Sequence[Line], candidates: Sequence[Candidate]) -> Line | None:
    added = {line.n for line in last if verdicts.ADDED.match(line.text)}
    n = max((line.n for line in last if line.n not in added), default=0)
    said = next((line for line in last if line.n == n and verdicts.DONE.search(line.text)), None)
    undone = scopes.left_out(log.marks) or any(candidate.is_wrapper for candidate in candidates)
    return None if undone else said
