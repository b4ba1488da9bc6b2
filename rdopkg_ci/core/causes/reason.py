"""What failed and why, where the line that tells of the failure leaves it to those around it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from rdopkg_ci.core.causes import ansible, clean, regexes, unanswered
from rdopkg_ci.core.causes.ansible import ModuleAnswer
from rdopkg_ci.core.causes.candidates import Candidate
from rdopkg_ci.core.causes.cause import Line
from rdopkg_ci.core.causes.hit import Hit
from rdopkg_ci.core.causes.kind import TESTS

# How far the reason may be below its headline, in lines; of a chain, how far down it goes.
NEAR, DEEP = 30, 40
CAUSED_BY = re.compile(r'^(?:[Cc]aused by:?|error: caused by:)\s*(?P<said>.*)')
# The innermost link of a chain when it is only what the system calls it.
_BY_THE_SYSTEM = re.compile(r'\(os error \d+\)$')


class Reason(NamedTuple):
    """``line`` is the evidence, ``said`` what of it goes into the summary."""

    line: Line
    said: str


def lines(candidate: Candidate) -> Iterator[Line]:
    """The lines that say why, the one that says more, and the one that says of what."""
    found = [*why(candidate), detail(candidate), what(candidate)]
    yield from (one.line for one in found if one)


def first(candidate: Candidate) -> Line | None:
    """The line that says why, where it says more than the candidate's own, which is only a
    headline; None where that is no headline. The name of a test that failed is none.
    """
    kind = candidate.kind
    is_bare = kind.category == 'ansible' and not _answered(candidate)
    if not is_bare and (not kind.reason or kind.category in TESTS):
        return None
    if kind.reason and regexes.search(kind.reason)(candidate.bare):
        return None
    return next((found.line for found in why(candidate)), None)


def is_headline(candidate: Candidate) -> bool:
    """Whether it leaves it to other lines to say why, and is shown before them or alone."""
    kind = candidate.kind
    if kind.category in TESTS or kind.category == 'ansible':
        return False
    if kind.reason:
        return not regexes.search(kind.reason)(candidate.bare) and not why(candidate)
    return candidate.bare.endswith(':') or bool(why(candidate))


def what(candidate: Candidate) -> Reason | None:
    """The nearest line before it that says what failed."""
    about = candidate.pattern.about or candidate.kind.about
    if not about:
        return None
    before = candidate.hit.before.split(b'\n')
    numbered = zip(range(candidate.n - 1, 0, -1), reversed(before))
    return next(_matching(about, numbered, candidate.hit), None)


def detail(candidate: Candidate) -> Reason | None:
    """The nearest line after it that says more of the same."""
    if not candidate.pattern.detail:
        return None
    after = enumerate(candidate.hit.after.split(b'\n')[:NEAR], candidate.n + 1)
    return next(_matching(candidate.pattern.detail, after, candidate.hit), None)


def why(candidate: Candidate) -> list[Reason]:
    """The lines after it that say why, the one that says most first."""
    if candidate.kind.category == 'ansible' and not candidate.kind.reason:
        return [
            Reason(Line(candidate.n + at, clean.quoted(raw)), said)
            for at, raw, said in _of_module(candidate)
        ]
    after = list(enumerate(candidate.hit.after.split(b'\n'), candidate.n + 1))
    chain = list(_chain(after[:DEEP], candidate.hit))
    if chain or not candidate.kind.reason:
        return chain
    return list(_matching(candidate.kind.reason, iter(after[:NEAR]), candidate.hit))[:1]


def opened(candidate: Candidate) -> str:
    """What the answer of a module says that is in the line itself; empty where none is."""
    if ' => {' not in candidate.bare:
        return ''
    raw = candidate.hit.whole(ansible.LONG).decode('utf-8', 'replace')
    return ansible.opened(raw.partition(' => {')[2])


def _answered(candidate: Candidate) -> bool:
    """Whether the answer of a module is in the line itself, and says why."""
    return ' => {"' in candidate.bare and bool(opened(candidate))


def _of_module(candidate: Candidate) -> list[ModuleAnswer]:
    hit = candidate.hit
    after = hit.following(ansible.LONG)
    found = ansible.reasons(after, hit.bare)
    if found or _answered(candidate):
        return found
    return unanswered.reasons(candidate.bare, hit.before, after, hit.bare)


def _matching(regex: str, numbered: Iterator[tuple[int, bytes]], hit: Hit) -> Iterator[Reason]:
    for n, raw in numbered:
        quoted = clean.quoted(raw)
        match = regexes.search(regex)(hit.bare(raw))
        if match:
            yield Reason(Line(n, quoted), match.group(match.lastindex or 0).strip())


def _chain(after: list[tuple[int, bytes]], hit: Hit) -> Iterator[Reason]:
    """The links of a chain (`Caused by:`), the innermost that says something first."""
    links: list[Reason] = []
    announced = False
    for n, raw in after:
        quoted = clean.quoted(raw)
        bare = hit.bare(raw)
        match = CAUSED_BY.match(bare)
        said = match['said'] if match else bare
        if said and (match or announced):
            links.append(Reason(Line(n, quoted), said))
        announced = match is not None and not said
        if bare and not match and not links and not announced:
            break
    yield from reversed(_joined(links))


def _joined(links: list[Reason]) -> list[Reason]:
    """What the system calls it, with what it was said of."""
    if len(links) > 1 and _BY_THE_SYSTEM.search(links[-1].said):
        *rest, of, it = links
        return [*rest, Reason(of.line, f'{of.said}: {it.said}')]
    return links
