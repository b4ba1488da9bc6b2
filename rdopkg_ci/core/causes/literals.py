"""Which of many literals a text holds, and where: all of them in one pass."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from ahocorasick_rs import BytesAhoCorasick, Implementation

# So many bytes are worth an automaton that takes ten times as long to build and is twice as fast.
MUCH = 8 << 20
# So many bytes are searched at a time.
PIECE = 1 << 16
# No prefix of a line ends with one of these, unless it is the end of a colour.
_WITHIN = frozenset(b'abcdefghijklmnopqrstuvwxyz0123456789_-=/."\'<(,')
_COLOUR = b'0123456789['
# In a frame of a stack, which tells where it was and never what, there is no more than this after
# the name of a file.
_IN_FRAME = re.compile(rb'\d*\)')


class Literals:
    """``texts`` are its literals in lower case; those that are ``first`` tell of something only
    where the line begins with them, but for its prefix.
    """

    def __init__(self, texts: Iterable[bytes], first: Collection[bytes] = ()) -> None:
        self.texts = tuple(dict.fromkeys(texts))
        self._first = [text in first for text in self.texts]
        self._of_a_file = [text[:1] == b'.' and text[-1:] == b':' for text in self.texts]
        self._automaton = BytesAhoCorasick(self.texts)
        self._searched = 0

    def within(self, low: bytes) -> frozenset[bytes]:
        """Those that the text, in lower case, holds."""
        found = self._automaton.find_matches_as_indexes(low, overlapping=True)
        return frozenset(self.texts[index] for index, _, _ in found)

    def places(self, low: bytes) -> Iterator[tuple[bytes, int, int]]:
        """All of them, with where they begin and end, in the order of their ends."""
        self._searched += len(low)
        if self._searched - len(low) <= MUCH < self._searched:
            self._automaton = BytesAhoCorasick(self.texts, implementation=Implementation.DFA)
        texts, first, of_a_file = self.texts, self._first, self._of_a_file
        for at, lines in _pieces(low):
            for index, start, end in self._automaton.find_matches_as_indexes(
                lines, overlapping=True
            ):
                if first[index] and _is_within(lines, start):
                    continue
                if not of_a_file[index] or not _IN_FRAME.match(lines, end):
                    yield texts[index], at + start, at + end


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
