"""Which of the lines that hold a literal may be a cause, and of which kind."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from rdopkg_ci.core.causes import ansible, clean, marks, noise, patterns
from rdopkg_ci.core.causes.hit import AFTER, Hit
from rdopkg_ci.core.causes.kind import LIKELY, NOISE, Kind, Pattern
from rdopkg_ci.core.causes.literals import Literals
from rdopkg_ci.core.causes.marks import Mark
from rdopkg_ci.core.causes.patterns import MOST_OF_A_WRAPPER, Match
from rdopkg_ci.core.causes.reading import Reading, shown

# Levels in the prefix of a line that say that it is an error.
_SEVERE = ('ERROR', 'CRITICAL', 'FATAL', 'SEVERE')


class Candidate(NamedTuple):
    """``text`` is for people, ``bare`` what was judged; ``times`` is how often the same came,
    ``last`` where it came again last; ``hit`` knows the lines around it.
    """

    n: int
    text: str
    bare: str
    kind: Kind
    pattern: Pattern
    weight: int
    hit: Hit
    test: str = ''
    times: int = 1
    last: int = 0

    @property
    def signature(self) -> str:
        """That of its kind, and of which test."""
        return f'{self.kind.signature}:{self.test}' if self.test else self.kind.signature

    @property
    def is_wrapper(self) -> bool:
        """Whether it only says that something else failed."""
        return self.pattern.weight <= MOST_OF_A_WRAPPER


class _Read(NamedTuple):
    """A way to read a line, and what it then is."""

    bare: str
    match: Match


@cache
def literals() -> Literals:
    """Each line that any pattern or mark fits holds one of them."""
    # Those of the one may be in the other as well.
    anywhere = {*patterns.literals()} - patterns.first() | {*marks.literals()} - marks.first()
    texts = (*patterns.literals(), *marks.literals())
    return Literals(texts, {*texts} - anywhere)


def _held(text: str) -> frozenset[bytes]:
    return literals().within(text.lower().encode('utf-8', 'replace'))


def marks_of(hit: Hit, line: Reading) -> Sequence[Mark]:
    told = clean.ANNOTATION if clean.ANNOTATION in line.text else ''
    held = _held(told + line.forms[0]) if line.held is None else line.held
    if not marks.any_of(held):
        return ()
    found = (list(marks.marks(hit.n, told + form, held, hit.before)) for form in line.forms[::-1])
    return next(filter(None, found), ())


def classify(hit: Hit, line: Reading) -> Candidate | None:
    if any(map(noise.is_echo, line.forms)):
        return None
    read = _heaviest(hit, line)
    told = _told(hit, line, read)
    either = read or told
    if either is None:
        return None
    bare, match = either
    weight = max(match.pattern.weight, told.match.pattern.weight if told else NOISE)
    if told and match.pattern.weight < LIKELY:
        match = told.match
    if weight > MOST_OF_A_WRAPPER:
        if weight < noise.PROVEN and not told and noise.is_harmless(bare):
            return None
        if weight < noise.GRAVE and noise.is_mild(line.text, line.forms[-1], line.level):
            weight -= noise.MILDER
    if weight <= NOISE:
        return None
    text = shown(line)
    kept = hit.alone(ansible.LONG if match.kind.category == 'ansible' else AFTER)
    return Candidate(hit.n, text, bare, match.kind, match.pattern, weight, kept, match.test)


def _heaviest(hit: Hit, line: Reading) -> _Read | None:
    """Of the ways to read the line the one that says most; of equals the shortest."""
    best: _Read | None = None
    for form in line.forms:
        held = _held(form) if line.held is None else line.held
        match = patterns.match(form, held, hit.around)
        if match and form is not line.forms[-1] and not match.is_of_beginning:
            # It would fit without what most lines begin with as well, if it is no exception.
            continue
        if match and (best is None or match.rank >= best.match.rank):
            best = _Read(form, match)
    if line.level in _SEVERE and (best is None or best.match.rank < LIKELY - 4):
        return _as(f'error: {line.forms[-1]}', hit, line) or best
    return best


def _told(hit: Hit, line: Reading, read: _Read | None) -> _Read | None:
    """What it is for the service that says that it is an error."""
    if clean.ANNOTATION not in line.text or (read and read.match.is_wrapper):
        return None
    return _as(clean.ANNOTATION + line.forms[-1], hit, line)


def _as(said: str, hit: Hit, line: Reading) -> _Read | None:
    """What the line is when it reads so."""
    match = patterns.match(said, _held(said), hit.around)
    return _Read(line.forms[-1], match) if match else None
