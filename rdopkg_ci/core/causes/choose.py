"""Which candidate is the cause: the likeliest kind near the end of the step that failed, and of
that kind the first, for the others follow from it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from rdopkg_ci.core.causes import ending, playbook, words
from rdopkg_ci.core.causes.candidates import Candidate
from rdopkg_ci.core.causes.ending import PassedOn
from rdopkg_ci.core.causes.family import Scope
from rdopkg_ci.core.causes.kind import LIKELY, STRONG
from rdopkg_ci.core.causes.log import Log

# What ten times as far from the end of the step costs, in weight.
FAR = 4
# And what being said after it costs: a clear word is then still no better than the exit code.
LATE = 70
# And of what was said before it a clear word and a weak one. A build may be told to go on when
# tests fail, so theirs cost nothing.
EARLY, WEAKLY_EARLY = 15, 70
TESTS = 'test_failure'
# So much less likely, by their distance, may others of the kind be: what happened long before was
# lived with. A weak one soon is.
FIRMLY, LOOSELY = 12, 4
# Patterns of one kind whose weights differ by more stand for different things, such as a detail and
# its headline.
ALIKE = 2


# So many lines before it may be what something follows from.
SHORTLY = 40


class Choice(NamedTuple):
    """``family`` are further lines of the same kind, ``others`` the rest, the likeliest first.
    ``end`` is where it was passed on that something failed, None when nothing does so. ``lead`` is
    how much likelier it is than anything else, ``far`` how many lines before the end of the step
    that failed it was said last; ``inside`` that it is in that step.
    """

    primary: Candidate
    family: Sequence[Candidate]
    others: Sequence[Candidate]
    end: PassedOn | None
    lead: float
    far: int
    inside: bool


class _Scored(NamedTuple):
    score: float
    candidate: Candidate


def choose(candidates: Sequence[Candidate], log: Log) -> Choice:
    """The choice among at least one candidate."""
    step = ending.step(log, candidates)
    scored = [_Scored(_score(one, step, log.lines), one) for one in candidates]
    if max(scored, key=_likelihood).candidate.weight < LIKELY:
        said = words.complaint(log, step.passed_on)
        if said and all(said.n != one.n for one in candidates):
            scored.append(_Scored(_score(said, step, log.lines), said))
    best = _followed(max(scored, key=_likelihood), scored)
    family = [one.candidate for one in scored if _is_alike(one, best)]
    others = sorted((one for one in scored if not _is_alike(one, best)), key=lambda one: -one.score)
    primary = _first_of_task(best.candidate, family, log) if best.candidate.kind.last else family[0]
    rest = family[::-1] if best.candidate.kind.last else family
    return Choice(
        primary,
        # The likeliest of its kind, then the others.
        sorted(
            (one for one in rest if one is not primary), key=lambda one: one is not best.candidate
        ),
        [one.candidate for one in others],
        step.passed_on,
        best.score - (others[0].score if others else 0),
        (step.passed_on.n if step.passed_on else log.lines) - max(primary.n, primary.last),
        step.begin <= primary.n <= step.end,
    )


def _followed(best: _Scored, scored: Sequence[_Scored]) -> _Scored:
    """What the best one follows from, where it follows from another kind."""
    since = best.candidate.n - SHORTLY
    return next(
        (
            one
            for one in scored
            if since <= one.candidate.n < best.candidate.n
            and one.candidate.kind.signature in best.candidate.kind.follows
        ),
        best,
    )


def _first_of_task(last: Candidate, family: Sequence[Candidate], log: Log) -> Candidate:
    """Of what failed last, an item of a loop or a host, the first of the same task; where nothing
    was rescued the first of the playbook, for other hosts may have gone on without that one.
    """
    begin = max((task.begin for task in log.scopes if _holds(task, last.n)), default=last.n)
    if last.kind.category == 'ansible' and playbook.is_without_rescue(log):
        begin = playbook.begin(log)
    return next(one for one in family if one is last or begin <= one.n < last.n)


def _holds(task: Scope, n: int) -> bool:
    return task.family == 'ansible' and task.begin <= n <= task.end


def _is_alike(one: _Scored, best: _Scored) -> bool:
    least = best.score - (FIRMLY if best.candidate.weight >= STRONG else LOOSELY)
    return (
        one.candidate.kind.signature == best.candidate.kind.signature
        and one.candidate.weight >= best.candidate.weight - ALIKE
        and one.score >= least
    )


def _likelihood(scored: _Scored) -> tuple[float, int]:
    """Of two that are as likely the first."""
    return scored.score, -scored.candidate.n


def _score(candidate: Candidate, step: ending.FailedStep, lines: int) -> float:
    n = candidate.last if candidate.n < candidate.last < step.end else candidate.n
    weight, far = candidate.weight, step.end - n
    if far < 0:
        weight, far = weight - LATE, lines - n
    elif n < step.begin and candidate.kind.category != TESTS:
        weight -= EARLY if weight >= STRONG else WEAKLY_EARLY
    return weight - FAR * math.log10(1 + max(0, far))
