"""Find the suspicious lines of a log of any size: a few literals first, at the speed of memory;
everything dearer only around them.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from rdopkg_ci.core.causes import patterns
from rdopkg_ci.core.causes.decode import Block
from rdopkg_ci.core.causes.literals import Literals

# The dearer half of the work is to look for these, so each region of a log gets as many as it can
# pay for: the middle of a huge one,
FEW = (
    b'error',
    b'fatal',
    b'failed',
    b'exception',
    b'denied',
    b'no space',
    b'timed out',
    b'nothing provides',
    b'killed',
    b'out of memory',
)
# and what is near enough to an end of it. Its last words are searched for all that any pattern asks
# for.
MANY = (
    b'error',
    b'fail',
    b'fatal',
    b'exception',
    b'denied',
    b'no ',
    b'not ',
    b'nothing provides',
    b'conflict',
    b'undefined',
    b'panic',
    b'timed out',
    b'killed',
    b'cannot',
    b'unexpected',
    b'out of memory',
    b'____ ',
    b'##[group]run ',
)
# A log of this size is nearly all end.
END = 4 << 20
BEGINNING = 1 << 18
LAST_WORDS = 8_000
LINE = 4096
AFTER = 2000
BEFORE = 1500
# In one block of the middle, of one literal; and of the whole middle the first and the last: a
# million lines of the same error say no more.
PER_BLOCK = 40
KEPT = 1500


class Hit(NamedTuple):
    """A suspicious line: ``n`` counts from 1, ``data`` holds it from ``start`` to ``end``, cut
    around the literal when it is long.
    """

    n: int
    data: bytes
    start: int
    end: int

    @property
    def raw(self) -> bytes:
        return self.data[self.start : self.end]

    @property
    def after(self) -> bytes:
        """What follows the line."""
        return self.data[self.end + 1 : self.end + 1 + AFTER]

    def is_followed_by(self, literal: bytes) -> bool:
        """Whether what follows holds it."""
        return self.data.find(literal, self.end, self.end + 1 + AFTER) >= 0

    @property
    def before(self) -> bytes:
        """What precedes the line in its block; the first line of it may be cut."""
        return self.data[max(0, self.start - BEFORE) : max(0, self.start - 1)]

    def whole(self, size: int) -> bytes:
        """The line uncut, unless it is longer than that."""
        end = self.data.find(b'\n', self.end, self.start + size)
        return self.data[self.start : end if end >= 0 else self.start + size]

    def following(self, size: int) -> bytes:
        """As much of what follows the line, as far as its block goes."""
        return self.data[self.end + 1 : self.end + 1 + size]

    @property
    def around(self) -> bytes:
        """The line with what precedes and what follows it."""
        return self.data[max(0, self.start - BEFORE) : self.end + 1 + AFTER]

    def alone(self) -> Hit:
        """The same without the rest of its block."""
        cut = max(0, self.start - BEFORE)
        return Hit(self.n, self.data[cut : self.end + 1 + AFTER], self.start - cut, self.end - cut)


class Scanned(NamedTuple):
    """``lines`` is how many the log has; ``tail`` its last bytes; ``whole`` is that none of it was
    too much to look at closely.
    """

    hits: list[Hit]
    lines: int
    tail: bytes
    whole: bool

    def last(self, most: int) -> list[tuple[int, bytes]]:
        """At most so many of its last lines that are not empty, with their numbers."""
        lines = self.tail.removesuffix(b'\n').split(b'\n')
        return [
            (n, line) for n, line in enumerate(lines, self.lines - len(lines) + 1) if line.strip()
        ][-most:]


def scan(blocks: Iterable[Block]) -> Scanned:
    first: list[Hit] = []
    last: deque[Hit] = deque(maxlen=KEPT)
    ahead: deque[Block] = deque()
    size, block = 0, Block(1, b'')
    for block in blocks:
        ahead.append(block)
        size += len(block.data)
        while size - len(ahead[0].data) >= END:
            early = ahead.popleft()
            size -= len(early.data)
            for hit in _middle(early):
                (first if len(first) < KEPT else last).append(hit.alone())
    hits = [*first, *last]
    whole = bool(ahead) and ahead[0].first == 1
    for near in ahead:
        size -= len(near.data)
        hits.extend(_near(near, size))
    lines = block.first + block.data.count(b'\n') - (1 if block.data.endswith(b'\n') else 0)
    return Scanned(hits, lines, block.data[-8192:], whole)


def _middle(block: Block) -> Iterator[Hit]:
    beginning, rest = _cut(block, BEGINNING if block.first == 1 else 0)
    yield from _hits(beginning, MANY, len(beginning.data))
    yield from _hits(rest, FEW, PER_BLOCK)


def _near(block: Block, behind: int) -> Iterator[Hit]:
    """The hits of a block that has ``behind`` bytes after it."""
    rest, last_words = _cut(block, len(block.data) + behind - LAST_WORDS)
    yield from _hits(rest, MANY, len(rest.data))
    yield from _hits(
        last_words, (*MANY, *_others().within(last_words.data.lower())), len(last_words.data)
    )


@cache
def _others() -> Literals:
    """With MANY the literals of which each line that any pattern fits holds one."""
    return Literals(
        literal for literal in patterns.literals() if not any(stem in literal for stem in MANY)
    )


def _cut(block: Block, at: int) -> tuple[Block, Block]:
    """The block in two, at the end of the line before ``at``."""
    cut = block.data.rfind(b'\n', 0, max(at, 0)) + 1 if at < len(block.data) else len(block.data)
    return Block(block.first, block.data[:cut]), Block(
        block.first + block.data.count(b'\n', 0, cut), block.data[cut:]
    )


def _hits(block: Block, stems: Iterable[bytes], limit: int) -> Iterator[Hit]:
    """The lines with any of the literals, in order."""
    low = block.data.lower()
    places: dict[int, int] = {}
    for stem in stems:
        at, found = low.find(stem), 0
        while at >= 0 and found < limit:
            start = max(block.data.rfind(b'\n', max(0, at - LINE), at) + 1, at - LINE)
            end = block.data.find(b'\n', at, at + LINE)
            places.setdefault(max(start, 0), end if end >= 0 else min(at + LINE, len(low)))
            found += 1
            at = low.find(stem, end if end >= 0 else at + LINE)
    n, counted = block.first, 0
    for start in sorted(places):
        end = places[start]
        n += block.data.count(b'\n', counted, start)
        counted = start
        yield Hit(n, block.data, start, end)
