"""Takes the lines that hold a literal one by one, and keeps those that count."""

from __future__ import annotations

import re
from collections import Counter

from rdopkg_ci.core.causes import candidates, clean, noise
from rdopkg_ci.core.causes.candidates import Candidate
from rdopkg_ci.core.causes.hit import Hit
from rdopkg_ci.core.causes.mark_rules import MarkKind
from rdopkg_ci.core.causes.marks import Mark
from rdopkg_ci.core.causes.reading import reading
from rdopkg_ci.core.causes.scan import MANY

# A scope begins or ends there, whatever was ignored.
_NEW = (MarkKind.NEXT, MarkKind.DONE)
# Far more than anybody reads, far fewer than a log of errors only: the first and the last.
KEPT = 3000
# So many different lines are known to be of no kind.
FORGET = 50_000
# So many lines may differ in nothing but numbers.
ALIKE = 100
# None of something is never like some of it.
_SOME = re.compile(rb'\d*[1-9]\d*')
# A frame of a stack: where it was, never what.
_AT = b'at '
_FRAME = re.compile(rb'(?:\S{1,60} ){0,4}\s*at [\w$.<>/]+\([\w$]+\.java:|\s*at [\w$.<>/]+\(')


class Classifier:
    """Takes the hits of a log: the candidates, repetitions of one line in one scope counted in the
    first, and the marks of scopes.
    """

    def __init__(self) -> None:
        self.marks: list[Mark] = []
        self._found: dict[tuple[str, int], Candidate] = {}
        # Lines that are neither.
        self._nothing: set[str] = set()
        self._alike: Counter[bytes] = Counter()
        self._block = b''
        self._marking: set[bytes] = set()
        self._taken = 0

    @property
    def candidates(self) -> list[Candidate]:
        return list(self._found.values())

    def take(self, hit: Hit) -> None:
        raw = hit.raw
        if (_AT in raw and _FRAME.match(raw)) or self._is_one_of_many(hit):
            return
        line = reading(hit)
        bare = line.forms[-1]
        if bare in self._nothing:
            return
        said = candidates.marks_of(hit, line)
        if said:
            self._marking.add(_SOME.sub(b'1', raw))
        if noise.is_ignored(hit):
            self.marks += (mark for mark in said if mark.event in _NEW)
            return
        self.marks += said
        key = (bare, len(self.marks))
        again = self._found.get(key)
        if again:
            self._found[key] = again._replace(times=again.times + 1, last=hit.n)
            return
        candidate = candidates.classify(hit, line)
        if candidate:
            self._keep(key, candidate)
        elif not said and clean.ANNOTATION not in line.text:
            self._nothing.add(bare)
            if len(self._nothing) > FORGET:
                self._nothing.clear()

    def _is_one_of_many(self, hit: Hit) -> bool:
        """Lines that differ in nothing but numbers say no more after the first hundreds of a
        block, unless they tell of scopes.
        """
        self._taken += 1
        if self._taken < MANY:
            return False
        if hit.data is not self._block:
            self._block = hit.data
            self._alike.clear()
        alike = _SOME.sub(b'1', hit.raw)
        self._alike[alike] += 1
        return self._alike[alike] > ALIKE and alike not in self._marking

    def _keep(self, key: tuple[str, int], candidate: Candidate) -> None:
        self._found[key] = candidate
        if len(self._found) > 3 * KEPT:
            # Not the first ones, but of the rest the oldest.
            for old in list(self._found)[KEPT : 2 * KEPT]:
                del self._found[old]
