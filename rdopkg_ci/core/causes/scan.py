"""Find the suspicious lines of a log of any size: a few literals first, at the speed of memory; everything dearer only around them."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from rdopkg_ci.core.causes.decode import Block

# Where nothing is known of a region but its size, these find nearly every kind of failure.
STRONG_STEMS = (
    b'error', b'fatal', b'failed', b'exception', b'denied', b'no space', b'timed out', b'nothing provides', b'killed', b'out of memory',
)
# Near both ends of a log, where causes mostly are, all that any kind begins with.
STEMS = (
    b'error', b'fatal', b'fail', b'exception', b'denied', b'no ', b'timed', b'timeout', b'nothing provides', b'killed', b'memory',
    b'not ', b'cannot', b'could', b'unable', b'abort', b'undefined', b'panic', b'unmet', b'conflict', b'hunk', b'unreach', b'missing',
    b'unexpected', b'exit', b'offline', b'signal', b'refused', b"can't", b'problem', b'caused', b'.go:', b'.py:', b'.java:', b'reject',
    b'>>> lint', b'unbound', b'channel', b'_failed', b'std', b'warning:', b'e  ', b'reformat', b'gpg', b'core dumped', b'***', b'fault', b'____ ', '●'.encode(),
)
# A log this large is nearly all end.
END = 4 << 20
BEGINNING = 1 << 18
LINE = 4096
AFTER = 3000
# In one block of the middle, of one literal; a million lines of the same error say no more than these.
PER_BLOCK = 40


class Hit(NamedTuple):
    """``n`` counts lines from 1; ``raw`` is the line, cut around the literal when it is long; ``after`` what follows it."""

    n: int
    raw: bytes
    after: bytes


class Scanned(NamedTuple):
    """``lines`` is how many the log has; ``tail`` its last bytes."""

    hits: list[Hit]
    lines: int
    tail: bytes


def scan(blocks: Iterable[Block]) -> Scanned:
    hits: list[Hit] = []
    ahead: deque[Block] = deque()
    size, last = 0, Block(1, b'')
    for block in blocks:
        ahead.append(block)
        size, last = size + len(block.data), block
        while size - len(ahead[0].data) >= END:
            early = ahead.popleft()
            size -= len(early.data)
            hits.extend(_middle(early))
    for block in ahead:
        hits.extend(_hits(block, STEMS, len(block.data)))
    lines = last.first + last.data.count(b'\n') - (1 if last.data.endswith(b'\n') else 0)
    return Scanned(hits, lines, last.data[-8192:])


def _middle(block: Block) -> Iterator[Hit]:
    if block.first == 1:
        cut = block.data.rfind(b'\n', 0, BEGINNING) + 1
        yield from _hits(Block(1, block.data[:cut]), STEMS, cut)
        block = Block(1 + block.data.count(b'\n', 0, cut), block.data[cut:])
    yield from _hits(block, STRONG_STEMS, PER_BLOCK)


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
        yield Hit(n, block.data[start:end], block.data[end + 1:end + 1 + AFTER])
