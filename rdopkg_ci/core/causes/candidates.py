"""Which of the suspicious lines may be a cause, and of which kind."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import chain
from operator import itemgetter
from typing import NamedTuple

from rdopkg_ci.core.causes import clean
from rdopkg_ci.core.causes.kind import LIKELY, NOISE, WRAPPER, Kind, Look
from rdopkg_ci.core.causes.kinds import families
from rdopkg_ci.core.causes.scan import ALL, Hit

# Far more than anybody reads, far fewer than a log of errors only.
KEPT = 6000
NONE = -1
# A frame of a stack: where it was, never what.
_FRAME = re.compile(rb'\s*at [\w$.<>/]+\(')
# Words that look like an error and are none.
_NOISE = re.compile(
    r'(?i)\b0 (?:errors?|failures?|failed)\b'
    r'|\b(?:errors?|failures?|failed|fatal)[=:]\s*0\b(?!.*\b(?:errors?|failures?|failed)[=:]\s*[1-9])'
    r'|\bno (?:errors?|failures?)\b|without errors?\b|ignor(?:ed|ing)\b|FAILED - RETRYING|Skipping because of failed dep'
    r'|has failures: true|Dependency .* has failures|\bif .*\b(?:error|fail)|\|\| (?:true|:)|--fail\b|error[_-](?:log|page|prone)'
    r'|\bok$|\.\.\. ?(?:ok|PASSED|SUCCESS|skip)|\bPASS(?:ED)?\b'
    r'|^(?:copying|creating|adding|Installing|Downloading|Downloaded|Verifying|inflating)\b'
    r'|expected (?:error|failure)|xfail|retry|will be (?:ignored|retried)|-W(?:no-)?error|\bdeprecat'
    r'|^DEBUG .*child environment|Please ignore|not a btrfs|/var/lib/mock|without failures',
)
# Commands as they are about to run, not what came of them.
_ECHO = re.compile(r"^(?:\++ |\$ |echo |Executing command|\[command\]|(?:/\S+/)?(?:gcc|g\+\+|cc|c\+\+|clang|ccache|libtool|javac) )")
# What goes wrong after the failure, because of it or beside it.
_AFTERMATH = re.compile(r'javax\.mail|smtp|send(?:ing)? e?-?mail|SLF4J|SendGrid|notif(?:y|ication)', re.I)
_MILD = re.compile(r'\b(?:WARN(?:ING)?|INFO|DEBUG|TRACE|[Ww]arning|notice|NOTICE)\b')


class Candidate(NamedTuple):
    """``text`` is for people, ``bare`` what was judged; ``times`` is how often the same came."""

    n: int
    text: str
    bare: str
    kind: Kind
    look: Look
    weight: int
    after: bytes
    test: str = ''
    times: int = 1

    @property
    def signature(self) -> str:
        """That of its kind, and of which test."""
        return f'{self.kind.signature}:{self.test}' if self.test else self.kind.signature

    @property
    def passes_on(self) -> bool:
        """Whether it only says that something else failed."""
        return self.weight <= WRAPPER + 10


def classify(hits: list[Hit]) -> list[Candidate]:
    """The candidates in order, repetitions of one line counted in the first."""
    if len(hits) > KEPT:
        hits = hits[:KEPT // 2] + hits[-KEPT // 2:]
    first: dict[str, int] = {}
    found: list[Candidate] = []
    for hit in hits:
        raw = hit.raw
        if _FRAME.match(raw):
            continue
        text = clean.shown(raw)
        bare = clean.bare(text)
        at = first.get(bare)
        if at is None:
            candidate = _classify(hit, text, bare)
            first[bare] = len(found) if candidate else NONE
            found += [candidate] if candidate else []
        elif at != NONE:
            found[at] = found[at]._replace(times=found[at].times + 1)
    return found


def _classify(hit: Hit, text: str, bare: str) -> Candidate | None:
    fitting = ((ranked, match) for ranked in _fitting(bare.lower()) if (match := ranked.look.match(bare)))
    first = next(fitting, None)
    if first is None:
        return None
    (_, look, kind), match = first
    weight = look.weight
    if _ECHO.match(bare):
        return None
    if weight > WRAPPER + 10:
        if _NOISE.search(bare) or _AFTERMATH.search(bare) or _is_ignored(hit.after):
            return None
        if weight < 90 and _MILD.search(bare[:80]):
            weight -= 25
    quoted = bare if len(bare) >= clean.ENOUGH else text
    test = match.groupdict().get('test') or ''
    return Candidate(hit.n, quoted, bare, kind, look, weight, hit.after, test) if weight > NOISE else None


def _is_ignored(after: bytes) -> bool:
    """Ansible says so right after a failure that it was told not to mind."""
    return b'...ignoring' in after.partition(b'TASK [')[0]


class _Ranked(NamedTuple):
    """The lower the rank, the sooner it is tried."""

    rank: int
    look: Look
    kind: Kind


def _fitting(low: str) -> Sequence[_Ranked]:
    """The looks whose literal the line holds, the heaviest first; what only passes on a failure before what merely speaks of one."""
    found: list[_Ranked] = []
    for stem, hints in _by_stem():
        if stem in low:
            for hint, ranked in hints:
                if hint in low:
                    found += ranked
    return sorted(found, key=itemgetter(0)) if len(found) > 1 else found


@cache
def _by_stem() -> Sequence[tuple[str, Sequence[tuple[str, Sequence[_Ranked]]]]]:
    """The looks by the literal that the scan looks for and, below it, their own that holds it, so that most need no look."""
    stems = [stem.decode() for stem in ALL]
    found: dict[str, dict[str, list[_Ranked]]] = {}
    for kind in chain.from_iterable(families().values()):
        for look in kind.looks:
            stem = next((stem for stem in stems if stem in look.hint), '')
            rank = -look.weight if look.weight > WRAPPER + 10 else 3 - LIKELY
            found.setdefault(stem, {}).setdefault(look.hint, []).append(_Ranked(rank, look, kind))
    return [(stem, list(hints.items())) for stem, hints in found.items()]
