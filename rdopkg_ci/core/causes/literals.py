"""Which of many literals a text holds, and where: all of them in one pass."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from ahocorasick_rs import BytesAhoCorasick, Implementation

# So many bytes are worth an automaton that takes ten times as long to build and is twice as fast.
MUCH = 16 << 20
# So many bytes are searched at a time.
PIECE = 1 << 16
# No more of a line is looked at on either side of a literal.
LINE = 4096
# No prefix of a line ends with one of these, unless it is the end of a colour.
_WITHIN = frozenset(b'abcdefghijklmnopqrstuvwxyz0123456789_-=/."\'<>(,')
_COLOUR = b'0123456789['
# In a frame of a stack, which tells where it was and never what, there is no more than this after
# the name of a file.
_IN_FRAME = re.compile(rb'\d*(?:\x1b\[\d*m)?\)')


class HeldLine(NamedTuple):
    """Where a line lies in a text, from ``start`` to ``end``, and which literals it holds."""

    start: int
    end: int
    held: frozenset[bytes]


class Literals:
    """``texts`` are its literals in lower case; those that are ``first`` tell of something only
    where the line begins with them, but for its prefix.
    """

    def __init__(self, texts: Iterable[bytes], first: Collection[bytes] = ()) -> None:
        self.texts = tuple(dict.fromkeys(texts))
        self._first = [text in first for text in self.texts]
        # Not all places count where these are found.
        self._doubtful = [
            text in first or (text[:1] == b'.' and text[-1:] == b':') for text in self.texts
        ]
        self._automaton = BytesAhoCorasick(self.texts)
        self._searched = 0

    def within(self, low: bytes) -> frozenset[bytes]:
        """Those that the text, in lower case, holds."""
        found = self._automaton.find_matches_as_indexes(low, overlapping=True)
        return frozenset(self.texts[index] for index, _, _ in found)

    def places(self, low: bytes) -> Iterator[HeldLine]:
        """The lines that hold any of them, in order; a long one is cut around what it holds."""
        self._hurry(len(low))
        texts, doubtful = self.texts, self._doubtful
        for at, piece in _pieces(low):
            start, end = 0, -1
            held: list[bytes] = []
            for index, begin, over in self._automaton.find_matches_as_indexes(
                piece, overlapping=True
            ):
                if doubtful[index] and not self._counts(index, piece, begin, over):
                    continue
                if over > end:
                    if held:
                        yield HeldLine(at + start, at + end, frozenset(held))
                    start, end = _line(piece, begin, over, end)
                    held = []
                held.append(texts[index])
            if held:
                yield HeldLine(at + start, at + end, frozenset(held))

    def _hurry(self, size: int) -> None:
        self._searched += size
        if self._searched - size <= MUCH < self._searched:
            self._automaton = BytesAhoCorasick(self.texts, implementation=Implementation.DFA)

    def _counts(self, index: int, low: bytes, begin: int, over: int) -> bool:
        if self._first[index]:
            return not _is_within(low, begin)
        return _IN_FRAME.match(low, over) is None


def _line(low: bytes, begin: int, over: int, done: int) -> tuple[int, int]:
    """Where the line begins and ends that holds what lies there, but for what is done already."""
    near = max(begin - LINE, done, 0)
    end = low.find(b'\n', over, over + LINE)
    return max(low.rfind(b'\n', near, begin) + 1, near), end if end >= 0 else min(
        over + LINE, len(low)
    )


def _pieces(low: bytes) -> Iterator[tuple[int, bytes]]:
    """Some lines at a time with where they begin, for whoever has seen enough before the end."""
    at = 0
    while at < len(low):
        end = low.find(b'\n', at + PIECE) + 1 or len(low)
        yield at, low[at:end]
        at = end


def _is_within(low: bytes, at: int) -> bool:
    """Whether something other than a prefix precedes it in its line."""
    return (
        at > 0
        and low[at - 1] in _WITHIN
        and not (low[at - 1] == ord('m') and low[at - 2 : at - 1] in _COLOUR)
    )
