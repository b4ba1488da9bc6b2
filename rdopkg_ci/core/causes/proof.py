"""The lines that prove a cause: the line itself, what belongs to it, more of its kind, the next
likeliest, and how it ended.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from itertools import islice

from rdopkg_ci.core.causes import clean, reason
from rdopkg_ci.core.causes.candidates import Candidate
from rdopkg_ci.core.causes.cause import Line
from rdopkg_ci.core.causes.choose import Choice
from rdopkg_ci.core.causes.kind import LIKELY, STRONG
from rdopkg_ci.core.causes.scan import Scanned
from rdopkg_ci.core.causes.shape import shape
from rdopkg_ci.core.causes.trace import may_fail

# How many lines: a strong cause needs few, and where only a weak one is at hand the true one is
# likelier beside it.
FEW, SOME, MANY = 6, 9, 12
LAST_WORDS = 5
# Lines by which a service or `make` keeps its books.
_BOOKS = re.compile(
    r'##\[(?:end)?group\]|travis_(?:time|fold):|section_(?:start|end):|\[Pipeline\]|make(?:\[\d+\])?:'
    r' (?:Leaving|Entering) directory'
    r'|\W*$|Cleaning up project directory|Terminated$|\+ .*\bexit_trap\b|\+ (?:CategoryInfo'
    r' |FullyQualifiedErrorId )',
)
# What was said before a command is not of it.
_COMMAND = re.compile(r'\$ \S')
_NEW_STEP = re.compile(r'##\[endgroup\]')


def lines(choice: Choice, scanned: Scanned, known: Collection[str] = ()) -> tuple[Line, ...]:
    """The cause's own line first, and none of a shape that is ``known`` to be harmless."""
    weight = choice.primary.weight
    most = FEW if weight >= STRONG else SOME if weight >= LIKELY else MANY
    found: dict[int, str] = {}
    for line in islice(_all(choice, scanned), 50):
        if (
            len(found) < most
            and line.text not in found.values()
            and not (known and shape(clean.bare(line.text)) in known)
        ):
            found.setdefault(line.n, line.text)
    return tuple(Line(n, text) for n, text in found.items())


def _all(choice: Choice, scanned: Scanned) -> Iterator[Line]:
    """All that may be shown; where nothing but the end of a step tells of a failure, the last that
    was said before it comes first.
    """
    primary = choice.primary
    said = _last_words(choice, scanned) if primary.weight < STRONG else _hung(primary)
    if primary.is_wrapper:
        yield from said[:1]
    yield _line(primary)
    yield from reason.lines(primary)
    yield from _belonging(primary)
    yield from map(_line, choice.family[:1])
    better = [candidate for candidate in choice.others if not candidate.is_wrapper]
    if primary.weight < LIKELY:
        yield from said
    yield from map(_line, better[:2])
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


def _last_words(choice: Choice, scanned: Scanned) -> list[Line]:
    """What was said right before the failure was passed on: with no strong cause at hand, often the
    program's own complaint.
    """
    return (
        _said_before(choice.end)
        if choice.end
        else _said(scanned.tail.removesuffix(b'\n'), scanned.lines)
    )


def _hung(candidate: Candidate) -> list[Line]:
    """What a step said last before its time was up."""
    return _said_before(candidate)[:2] if candidate.kind.category == 'timeout' else []


def _said_before(candidate: Candidate) -> list[Line]:
    return _said(candidate.hit.before, candidate.n - 1)


def _said(text: bytes, last: int) -> list[Line]:
    """The last lines of the last command in a text that ends with the line ``last``, the last one
    first.
    """
    found: list[Line] = []
    for n, raw in zip(range(last, 0, -1), reversed(text.split(b'\n'))):
        quoted = clean.quoted(raw)
        bare = clean.bare(quoted)
        if _NEW_STEP.match(bare) or len(found) == LAST_WORDS:
            break
        if not _BOOKS.match(bare):
            found.append(Line(n, quoted))
            if _COMMAND.match(bare) or may_fail(bare):
                break
    return found
