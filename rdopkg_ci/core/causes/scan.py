"""Find the lines of a log of any size that may tell of a failure: those that hold a literal of any
pattern, in one pass at the speed of a few searches; everything dearer is done only on them.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator

from rdopkg_ci.core.causes.decode import BLOCK, Block
from rdopkg_ci.core.causes.hit import AFTER, BEFORE, Hit
from rdopkg_ci.core.causes.literals import Literals
from rdopkg_ci.core.causes.prefix import Prefix, sample

TAIL = 8192
# So many lines of a block are looked at, far more than there are in an ordinary one; and once so
# many of the log were, only so few: a million lines of the same error say no more.
MANY, ENOUGH, FEW = 4000, 50_000, 100
# The end is looked at closely whatever was before it.
END = 2
# The first blocks are all asked for the prefix of their lines, of the rest one in so many.
ALL, SOME = 8, 8


class Scan:
    """A pass over a log. Once its hits were taken, ``lines`` is how many lines it has, ``tail`` its
    last bytes, ``prefix`` what lines near its end begin with, and ``whole`` that no line was passed
    over.
    """

    def __init__(self, blocks: Iterable[Block], literals: Literals) -> None:
        self._blocks = blocks
        self._literals = literals
        self._looked_at = 0
        self._learnt = 0
        self.prefix = Prefix()
        self.lines = 0
        self.tail = b''
        self.whole = True

    def hits(self) -> Iterator[Hit]:
        """In order; those of the last blocks without a limit."""
        waiting: deque[Block] = deque()
        earlier = b''
        for block in self._blocks:
            self._count(block)
            waiting.append(block)
            if len(waiting) > END:
                done = waiting.popleft()
                yield from self._limited(done, earlier, waiting[0].data[:AFTER])
                earlier = done.data[-BEFORE:]
        while waiting:
            done = waiting.popleft()
            yield from self._hits(done, earlier, waiting[0].data[:AFTER] if waiting else b'')
            earlier = done.data[-BEFORE:]

    def _count(self, block: Block) -> None:
        self.lines = block.first + block.data.count(b'\n') - block.data.endswith(b'\n')
        self.tail = (self.tail + block.data)[-TAIL:]

    def _limited(self, block: Block, earlier: bytes, later: bytes) -> Iterator[Hit]:
        """The first of a block's hits, as many as are worth while."""
        limit = MANY if self._looked_at < ENOUGH else FEW
        for number, hit in enumerate(self._hits(block, earlier, later)):
            if number == limit:
                self.whole = False
                break
            self._looked_at += 1
            yield hit

    def _hits(self, block: Block, earlier: bytes, later: bytes) -> Iterator[Hit]:
        data, n, counted = block.data, block.first, 0
        self._learn(block)
        for start, end, held in self._literals.places(data.lower()):
            n += data.count(b'\n', counted, start)
            counted = start
            near = earlier if start < BEFORE else b''
            yield Hit(n, data, start, end, self.prefix, near, later, held)

    def _learn(self, block: Block) -> None:
        """A prefix changes seldom: once enough blocks were looked at, not all are any more."""
        self._learnt += 1
        if self._learnt <= ALL or self._learnt % SOME == 0 or len(block.data) < BLOCK:
            self.prefix = Prefix(sample(block.data))
