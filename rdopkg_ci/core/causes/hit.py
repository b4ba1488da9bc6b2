"""A line of a log that holds a literal, with the lines around it."""

from __future__ import annotations

from typing import NamedTuple

from rdopkg_ci.core.causes import clean
from rdopkg_ci.core.causes.prefix import Prefix

AFTER = 2000
BEFORE = 1500
# Areas that are looked at as a whole.
AREA = 2048


class Hit(NamedTuple):
    """A line that holds a literal: ``n`` counts from 1, ``data`` holds it from ``start`` to
    ``end``, cut around the literal when it is long. ``earlier`` and ``later`` are what comes before
    and after ``data``, ``prefix`` what lines near it begin with, ``held`` the literals in it.
    """

    n: int
    data: bytes
    start: int
    end: int
    prefix: Prefix
    earlier: bytes = b''
    later: bytes = b''
    held: frozenset[bytes] = frozenset()

    @property
    def raw(self) -> bytes:
        return self.data[self.start : self.end]

    @property
    def before(self) -> bytes:
        """What precedes the line; the first line of it may be cut."""
        near = self.data[max(0, self.start - BEFORE) : self.start]
        return (self.earlier + near)[-BEFORE:].removesuffix(b'\n')

    @property
    def after(self) -> bytes:
        return self.following(AFTER)

    def around(self) -> bytes:
        """The line with what precedes and what follows it: the same for lines near to it."""
        begin, end = (self.start - BEFORE) // AREA * AREA, (self.end + AFTER) // AREA * AREA
        return self.data[max(0, begin) : end + AREA]

    def whole(self, size: int) -> bytes:
        """The line uncut, unless it is longer than that."""
        end = self.data.find(b'\n', self.end, self.start + size)
        return self.data[self.start : end if end >= 0 else self.start + size]

    def following(self, size: int) -> bytes:
        """As much of what follows the line."""
        return (self.data[self.end + 1 : self.end + 1 + size] + self.later)[:size]

    def bare(self, raw: bytes) -> str:
        """A line near it without its prefix."""
        return self.prefix.bare(clean.bare(clean.shown(raw)))

    def alone(self, size: int = AFTER) -> Hit:
        """The same with no more than that of what follows, and without the rest of its block."""
        before, raw = self.before, self.whole(size)
        at = len(before) + 1 if before else 0
        data = b'\n'.join((*([before] if before else []), raw, self.following(size)))
        return Hit(self.n, data, at, at + self.end - self.start, self.prefix)
