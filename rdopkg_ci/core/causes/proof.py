"""The lines that prove a cause: the line itself, what belongs to it, more of its kind, the next
likeliest, and how it ended.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from itertools import islice

from rdopkg_ci.core.causes import clean, reason, words
from rdopkg_ci.core.causes.candidates import Candidate
from rdopkg_ci.core.causes.cause import Line
from rdopkg_ci.core.causes.choose import Choice
from rdopkg_ci.core.causes.kind import LIKELY, STRONG
from rdopkg_ci.core.causes.log import Log
from rdopkg_ci.core.causes.shape import shape

# How many lines: a strong cause needs few, and where only a weak one is at hand the true one is
# likelier beside it.
FEW, SOME, MANY = 6, 9, 12
# Rules, frames and levels, and nothing else.
_EMPTY = re.compile(r'\W*(?:ERROR|FATAL|Error|error)?\W*$')


def lines(choice: Choice, log: Log, known: Collection[str] = ()) -> tuple[Line, ...]:
    """The cause's own line first, and none of a shape that is ``known`` to be harmless."""
    weight = choice.primary.weight
    most = FEW if weight >= STRONG else SOME if weight >= LIKELY else MANY
    found: dict[int, str] = {}
    for line in islice(_all(choice, log), 50):
        if (
            len(found) < most
            and line.text not in found.values()
            and (line.n == choice.primary.n or not _EMPTY.match(clean.bare(line.text)))
            and not (known and shape(clean.bare(line.text)) in known)
        ):
            found.setdefault(line.n, line.text)
    return tuple(Line(n, text) for n, text in found.items())


def _all(choice: Choice, log: Log) -> Iterator[Line]:
    """All that may be shown; where nothing but the end of a step tells of a failure, the last that
    was said before it comes first.
    """
    primary = choice.primary
    said = _last_words(choice, log) if primary.weight < STRONG else _hung(log, primary)
    if primary.is_wrapper:
        yield from said[:1]
    telling = reason.first(primary)
    yield from [telling] if telling else []
    yield _line(primary)
    yield from reason.lines(primary)
    yield from _belonging(primary)
    yield from map(_line, choice.family[:1])
    better = [candidate for candidate in choice.others if not candidate.is_wrapper]
    if primary.weight < LIKELY:
        yield from said
    for candidate in better[:1]:
        yield _line(candidate)
        yield from islice(_belonging(candidate), 1)
    yield from map(_line, better[1:2])
    yield from said[:2]
    yield from map(_line, choice.family[1:2])
    yield from map(_line, [candidate for candidate in choice.others if candidate.is_wrapper][:1])
    yield from map(_line, [*choice.family[2:], *better[2:]])


def _line(candidate: Candidate) -> Line:
    return Line(candidate.n, candidate.text)


def _belonging(candidate: Candidate) -> Iterator[Line]:
    """The lines right after it that its pattern lays claim to."""
    for offset, raw in enumerate(candidate.hit.after.split(b'\n')[: candidate.pattern.after], 1):
        text = clean.quoted(raw)
        if text.strip():
            yield Line(candidate.n + offset, text)


def _last_words(choice: Choice, log: Log) -> list[Line]:
    """What was said right before the failure was passed on: with no strong cause at hand, often the
    program's own complaint.
    """
    if choice.end:
        return words.telling(words.before(log, choice.end.n, choice.end.before))
    return words.telling(words.last(log))


def _hung(log: Log, candidate: Candidate) -> list[Line]:
    """What a step said last before its time was up."""
    if candidate.kind.category != 'timeout':
        return []
    return words.before(log, candidate.n, candidate.hit.before)[:2]
