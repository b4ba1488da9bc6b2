"""From what was found in a log to the answer."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from rdopkg_ci.core.causes import proof, trace, turn, words
from rdopkg_ci.core.causes.candidates import Candidate
from rdopkg_ci.core.causes.cause import Answer, Cause, Confidence, Line, Outcome
from rdopkg_ci.core.causes.choose import choose
from rdopkg_ci.core.causes.confidence import confidence
from rdopkg_ci.core.causes.ending import step
from rdopkg_ci.core.causes.kinds.last_words import LAST_WORDS
from rdopkg_ci.core.causes.log import Log
from rdopkg_ci.core.causes.outcome import outcome
from rdopkg_ci.core.causes.scopes import Survived
from rdopkg_ci.core.causes.section import section
from rdopkg_ci.core.causes.shape import fingerprint, shape
from rdopkg_ci.core.causes.summary import summary, told


def judge(
    log: Log, known: Collection[str] = (), *, failed: bool = False, within: str = ''
) -> Answer:
    """``known`` are shapes that a green log of the same job has too; ``failed`` is that the job is
    known to have failed, whatever the log says; ``within`` is the section that all of it is in.
    """
    candidates = [one for one in log.candidates if not known or shape(one.bare) not in known]
    survived = Survived(log.scopes)
    alive = [one for one in candidates if one.n not in survived]
    said = outcome(log, alive)
    candidates = alive or candidates
    if said.outcome is Outcome.SUCCEEDED and not failed:
        return Answer(Outcome.SUCCEEDED, lines=(said.line,) if said.line else ())
    if said.outcome is Outcome.FAILED or failed:
        cause = _cause(log, candidates, known, within)
    else:
        cause = trace.ended(log)
    if cause:
        return Answer(Outcome.FAILED, cause)
    return Answer(Outcome.UNKNOWN, lines=_last_words(log, candidates, known))


def _cause(
    log: Log, candidates: Sequence[Candidate], known: Collection[str], within: str
) -> Cause | None:
    if not candidates:
        command = trace.ended(log)
        complaint = words.complaint(log, step(log, ()).passed_on)
        if command or not complaint:
            return command or _said_last(log)
        candidates = [complaint]
    choice = choose(candidates, log)
    primary, kind = choice.primary, choice.primary.kind
    lines = proof.lines(choice, log, known)
    said = summary(primary, log, lines)
    return Cause(
        said,
        kind.category,
        turn.whose(
            kind,
            f'{said} {lines[0].text}',
            section(log.scopes, primary.n) or within,
            _around(primary),
        ),
        primary.signature,
        lines,
        fingerprint=fingerprint(primary.signature, told(primary)),
        confidence=confidence(choice),
    )


def _around(candidate: Candidate) -> str:
    """The lines near it as they are, and without what nearly all lines begin with."""
    near = candidate.hit.around()
    bare = '\n'.join(map(candidate.hit.bare, near.split(b'\n')))
    return f'{near.decode("utf-8", "replace")}\n{bare}'


def _said_last(log: Log) -> Cause | None:
    """Where nothing tells of a failure, what was said last; None of an empty log."""
    said = words.last(log)
    if not said:
        return None
    kind = LAST_WORDS
    first = log.bare(said[0].text.encode('utf-8', 'replace'))
    return Cause(
        f'the log does not tell of a failure; last it said {first}',
        kind.category,
        kind.blame,
        kind.signature,
        tuple(said),
        fingerprint=fingerprint(kind.signature, first),
        confidence=Confidence.GUESS,
    )


def _last_words(
    log: Log, candidates: Sequence[Candidate], known: Collection[str]
) -> tuple[Line, ...]:
    """The likeliest lines of a log that does not say how it ended."""
    if candidates:
        return proof.lines(choose(candidates, log), log, known)
    return tuple(words.last(log))
