"""Which of many literals a text holds: a pass over it notes every four bytes in a row, and only
what may be there is looked for.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import chain

GRAM = 4


class Literals:
    """``texts`` are its literals in lower case."""

    def __init__(self, texts: Iterable[bytes]) -> None:
        grams = {text: _grams(text) for text in texts}
        common = Counter(chain.from_iterable(grams.values()))
        self._short = [text for text in grams if not grams[text]]
        self._by_gram: dict[int, list[bytes]] = {}
        for text in grams.keys() - self._short:
            self._by_gram.setdefault(min(grams[text], key=common.__getitem__), []).append(text)

    def within(self, low: bytes) -> list[bytes]:
        """Those that the text, in lower case, holds."""
        found = [text for text in self._short if text in low]
        for gram in self._by_gram.keys() & _grams(low):
            found += [text for text in self._by_gram[gram] if text in low]
        return found


def _grams(data: bytes) -> set[int]:
    """Every four bytes in a row, as numbers."""
    view = memoryview(data)
    grams: set[int] = set()
    for at in range(min(GRAM, len(data))):
        grams.update(view[at : at + (len(data) - at) // GRAM * GRAM].cast('I'))
    return grams
