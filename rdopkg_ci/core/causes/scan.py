"""Find the few parts of a log that are worth reading, at the speed of a search for fixed words.

The log is taken in blocks. Around every word that failures are told with, the text is kept; lines that differ
only in their numbers are kept a few times. Memory is bounded: of too much, the first and the last parts stay.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from typing import NamedTuple

# Each costs a pass over the log in C; one expression for all of them would be ten times slower.
LOUD = (b'error', b'fail', b'fatal', b'traceback', b'no space left', b'killed', b'panic', b'not found', b'timed out')
QUIET = (
    b'exception', b'abort', b'denied', b'not ', b"n't ", b'unable', b'refused', b'timeout', b'no such', b'undefined', b'hunk #',
    b'nothing provides', b'requires:', b'invalid', b'missing', b'conflict', b'expected', b'exit', b'unreachable', b'mismatch',
    b'warning', b'problem', b'lint',
)
# Words with which a step says that it ended badly: what went before is worth more.
ENDS = (b'exit code', b'marked build', b'exited with', b'exit status', b'changed build result', b'failed to execute goal', b'build failed')
BLOCK = 1 << 19
# Past this, only loud words count: a giant log is loud anyway, and its end is always read whole.
PATIENCE = 32 << 20
WHOLE = 24 << 10
BEFORE, AFTER, BEFORE_END = 500, 1500, 5000
OVERLAP = BEFORE_END + AFTER
TAIL = 8 << 10
KEEP = 3 << 20
SEEN, REPEATS = 100_000, 3
_DIGITS = b'0123456789'


class Part(NamedTuple):
    """``first`` is the number of the first line, from 1; ``data`` is whole lines unless they are endless."""

    first: int
    data: bytes


class Parts:
    """The kept parts in order, contiguous ones joined."""

    def __init__(self) -> None:
        self.head: list[Part] = []
        self.last: deque[Part] = deque()
        self.size = self.last_size = 0

    def add(self, part: Part) -> None:
        if self.size < KEEP:
            self.head.append(part)
            self.size += len(part.data)
            return
        self.last.append(part)
        self.last_size += len(part.data)
        while self.last_size > KEEP:
            self.last_size -= len(self.last.popleft().data)

    def all(self) -> list[Part]:
        return [*self.head, *self.last]


class Scanner:
    def __init__(self) -> None:
        self.parts = Parts()
        self.seen: dict[bytes, int] = {}
        self.offset = 0  # of the block in the log
        self.kept = 0  # the offset up to which everything worth it is kept
        self.counted = 0  # the offset up to which lines are counted
        self.line = 1

    def block(self, data: bytes, last: bool) -> int:
        """Keep what is worth it in ``data``, return how much of it is dealt with."""
        low = data.lower()
        until = len(data) if last else max(len(data) - OVERLAP, 1)
        begin = max(self.kept - self.offset, 0)
        for place in self._hits(low, begin, until):
            self._keep_around(data, low, place)
        if last:
            start = 0 if self.offset + len(data) <= WHOLE else _line_start(data, max(len(data) - TAIL, 0))
            self._keep(data, start, len(data))
        return until

    def _hits(self, low: bytes, begin: int, until: int) -> Iterator[int]:
        words = LOUD if self.offset > PATIENCE else LOUD + QUIET
        found = set()
        for word in words:
            place = low.find(word, 0, until)
            while place >= 0:
                found.add(low.rfind(b'\n', 0, place) + 1)
                end = low.find(b'\n', place, until)
                place = low.find(word, end, until) if end >= 0 else -1
        return iter(sorted(found))

    def _keep_around(self, data: bytes, low: bytes, place: int) -> None:
        """``place`` is the start of a line that holds a word."""
        end = data.find(b'\n', place, place + 400)
        line = low[place:end if end >= 0 else place + 400]
        key = line.translate(None, _DIGITS)
        count = self.seen.get(key, 0)
        if count >= REPEATS:
            return
        if count or len(self.seen) < SEEN:
            self.seen[key] = count + 1
        before = BEFORE_END if any(word in line for word in ENDS) else BEFORE
        self._keep(data, _line_start(data, max(place - before, 0)), _line_end(data, place + AFTER))

    def _keep(self, data: bytes, start: int, end: int) -> None:
        start = max(start, self.kept - self.offset)
        if start >= end:
            return
        self.count(data, start)
        self.parts.add(Part(self.line, data[start:end]))
        self.kept = self.offset + end

    def count(self, data: bytes, until: int) -> None:
        self.line += data.count(b'\n', self.counted - self.offset, until)
        self.counted = self.offset + until


def _line_start(data: bytes, place: int) -> int:
    return max(data.rfind(b'\n', max(place - 4000, 0), place) + 1, place - 4000, 0) if place else 0


def _line_end(data: bytes, place: int) -> int:
    if place >= len(data):
        return len(data)
    end = data.find(b'\n', place, place + 4000)
    return end + 1 if end >= 0 else min(place + 4000, len(data))
