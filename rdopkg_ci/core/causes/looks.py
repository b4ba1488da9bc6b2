"""The looks of all kinds, by their literals: of a thousand only the few are tried on a line whose
literal it holds.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cache
from itertools import chain
from operator import itemgetter
from typing import NamedTuple

from rdopkg_ci.core.causes.kind import LIKELY, WRAPPER, Kind, Look
from rdopkg_ci.core.causes.kinds import families
from rdopkg_ci.core.causes.literals import Literals

# No more than this weighs what only says that something else failed.
PASSES_ON = WRAPPER + 10
# More than there are looks.
MANY = 100_000


class Match(NamedTuple):
    """The first look that fits a line, of which kind, and the name of the test when the line holds
    one.
    """

    look: Look
    kind: Kind
    test: str

    @property
    def passes_on(self) -> bool:
        return self.look.weight <= PASSES_ON


class _Ranked(NamedTuple):
    """The lower the rank, the sooner it is tried: of two that weigh the same the one that is listed
    first.
    """

    rank: int
    look: Look
    kind: Kind


def match(bare: str) -> Match | None:
    """The heaviest look that fits; what only passes a failure on goes before what merely speaks of
    one.
    """
    asked = _by_hint()
    ranked = chain.from_iterable(
        asked[hint] for hint in _hints().within(bare.lower().encode('utf-8', 'replace'))
    )
    for _, look, kind in sorted(ranked, key=itemgetter(0)):
        found = look.match(bare)
        if found:
            return Match(look, kind, found.groupdict().get('test') or '')
    return None


def hints() -> Collection[bytes]:
    """The literals: each line that any look fits holds one of them."""
    return _by_hint().keys()


@cache
def _hints() -> Literals:
    return Literals(hints())


@cache
def _by_hint() -> Mapping[bytes, list[_Ranked]]:
    found: dict[bytes, list[_Ranked]] = {}
    all_ = (
        (look, kind) for kind in chain.from_iterable(families().values()) for look in kind.looks
    )
    for n, (look, kind) in enumerate(all_):
        weight = look.weight if look.weight > PASSES_ON else LIKELY - 3
        found.setdefault(look.hint.encode(), []).append(_Ranked(n - weight * MANY, look, kind))
    return found
