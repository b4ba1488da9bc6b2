"""The last words before a failure was passed on. Where nothing that we know tells of the cause,
they often are a program's own complaint; they need no vocabulary, for their place tells.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rdopkg_ci.core.causes import clean
from rdopkg_ci.core.causes.candidates import Candidate
from rdopkg_ci.core.causes.cause import Line
from rdopkg_ci.core.causes.ending import PassedOn
from rdopkg_ci.core.causes.hit import Hit
from rdopkg_ci.core.causes.kind import LIKELY, Pattern
from rdopkg_ci.core.causes.kinds.last_words import LAST_WORDS
from rdopkg_ci.core.causes.log import Log
from rdopkg_ci.core.causes.trace import may_fail

MOST = 5
_PATTERN = Pattern('', '', LIKELY - 8)
# Lines by which a service, `make` or a harness of tests keeps its books.
_BOOKS = re.compile(
    r'##\[(?:end)?group\]|travis_(?:time|fold):|section_(?:start|end):|\[Pipeline\]|make(?:\[\d+\])?:'
    r' (?:Leaving|Entering) directory'
    r'|(?:PASS|SKIP|XFAIL): |ok \d|\W*$|Cleaning up project directory|Terminated$'
    r'|\+ .*\bexit_trap\b|\+ (?:CategoryInfo |FullyQualifiedErrorId )',
)
# The end of what precedes an exception: it tells where that was raised.
_FRAMES = re.compile(
    rb'(?:^|\n)[^\n]*Traceback \(most recent call last\):\s*'
    rb'(?:\n[^\n]*File "[^\n]*(?:\n(?![^\n]*File ")[^\n]*){0,3})+\Z'
)
# What was said before a command is not of it.
_COMMAND = re.compile(r'\$ \S')
_NEW_STEP = re.compile(r'##\[endgroup\]')
# What is wrong, whoever says it.
_TELLING = re.compile(
    r'\b(?:[Nn]o (?:valid|such|suitable|matching)|[Nn]ot (?:found|allowed|permitted|valid|supported'
    r'|signed|available|set|defined)|[Ii]nvalid|[Mm]issing|[Mm]ust be|[Cc]annot|[Cc]ould not'
    r'|[Uu]nable to|[Dd]enied|[Rr]efused|[Mm]ismatch|[Uu]nexpected|[Ee]xpired)\b'
)
# A program names itself and complains.
_COMPLAINT = re.compile(
    r'(?!(?:make|info|debug|warning|note|error|https?|ftp|copying|creating)\b)'
    r'[a-z/.][\w./+@-]{0,80}(?:\[\d+\])?: (?:line \d+: )?[^\s\d{["]\S* .*\S',
)


def last(log: Log) -> list[Line]:
    """Those of a log, the last one first."""
    return before(log, log.lines + 1, log.tail.removesuffix(b'\n'))


def before(log: Log, n: int, text: bytes) -> list[Line]:
    """The last lines of the last command in a text that precedes the line ``n``, the last one
    first.
    """
    found: list[Line] = []
    lines = _FRAMES.sub(b'', text).split(b'\n')
    begin = n - 1 - text.count(b'\n') + len(lines) - 1
    for at, raw in zip(range(begin, 0, -1), reversed(lines)):
        bare = log.bare(raw)
        if _NEW_STEP.match(bare) or len(found) == MOST:
            break
        if not _BOOKS.match(bare):
            found.append(Line(at, clean.quoted(raw)))
            if _COMMAND.match(bare) or may_fail(bare):
                break
    return found


def telling(said: Sequence[Line]) -> list[Line]:
    """The first of them that says what is wrong, then the others."""
    first = next((line for line in reversed(said) if _TELLING.search(line.text)), None)
    return [*([first] if first else []), *(line for line in said if line is not first)]


def complaint(log: Log, passed_on: PassedOn | None) -> Candidate | None:
    """The first of the last words by which a program complains, as a candidate."""
    n, text = (
        (passed_on.n, passed_on.before)
        if passed_on
        else (log.lines + 1, log.tail.removesuffix(b'\n'))
    )
    for line in reversed(before(log, n, text)):
        bare = log.bare(line.text.encode('utf-8', 'replace'))
        if _COMPLAINT.match(bare):
            return _candidate(log, line, bare, text)
    return None


def _candidate(log: Log, line: Line, bare: str, text: bytes) -> Candidate:
    at = text.rfind(line.text.encode('utf-8', 'replace'))
    start = max(at, 0)
    hit = Hit(line.n, text, start, start + len(line.text), log.prefix)
    return Candidate(line.n, line.text, bare, LAST_WORDS, _PATTERN, _PATTERN.weight, hit)
