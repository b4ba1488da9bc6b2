"""The lines that prove a cause: the line itself, what belongs to it, one more of its kind, the next likeliest, and how it ended."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from rdopkg_ci.core.cause import Line
from rdopkg_ci.core.causes import clean
from rdopkg_ci.core.causes.candidates import Candidate
from rdopkg_ci.core.causes.choose import Choice
from rdopkg_ci.core.causes.kind import STRONG
from rdopkg_ci.core.causes.scan import Scanned

SHOWN = 6
LAST_WORDS = 2


def lines(choice: Choice, scanned: Scanned) -> tuple[Line, ...]:
    """The cause's own line first."""
    found: dict[int, str] = {}
    for line in islice(_all(choice, scanned), 50):
        if len(found) < SHOWN and line.text not in found.values():
            found.setdefault(line.n, line.text)
    return tuple(Line(n, text) for n, text in found.items())


def _all(choice: Choice, scanned: Scanned) -> Iterator[Line]:
    yield _line(choice.primary)
    yield from _belonging(choice.primary)
    yield from map(_line, choice.family[:1])
    better = [candidate for candidate in choice.others if not candidate.passes_on]
    if choice.primary.weight < STRONG:
        yield from _last_words(choice, scanned)
    yield from map(_line, better[:2])
    yield from map(_line, choice.family[1:2])
    yield from map(_line, [candidate for candidate in choice.others if candidate.passes_on][:1])
    yield from map(_line, [*choice.family[2:], *better[2:]])


def _line(candidate: Candidate) -> Line:
    return Line(candidate.n, candidate.text)


def _belonging(candidate: Candidate) -> Iterator[Line]:
    """The lines right after it that its look lays claim to."""
    for offset, raw in enumerate(candidate.after.split(b'\n')[:candidate.look.after], 1):
        text = clean.quoted(raw)
        if text.strip():
            yield Line(candidate.n + offset, text)


def _last_words(choice: Choice, scanned: Scanned) -> list[Line]:
    """What was said right before the failure was passed on: with no strong cause at hand, often the program's own complaint."""
    tail = scanned.tail.removesuffix(b'\n').split(b'\n')
    first = scanned.lines - len(tail) + 1
    ends = [candidate.n for candidate in (*choice.others, choice.primary) if candidate.passes_on and candidate.n > first]
    if not ends:
        return []
    said = [Line(n, clean.quoted(raw)) for n, raw in enumerate(tail, first) if n < min(ends)]
    return [line for line in said if line.text.strip()][-LAST_WORDS:]
