"""A log as text that is safe for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rdopkg_ci.core.causes.decode import blocks
from rdopkg_ci.core.text.terminal import safe


def text(pieces: Iterable[bytes]) -> Iterator[str]:
    """The whole log in pieces that end with a line, as far as lines do, and in bounded memory. What
    was written over on one line, as progress is, comes on lines of its own.
    """
    last = '\n'
    for block in blocks(pieces):
        shown = block.data.decode('utf-8', 'replace').replace('\r\n', '\n').replace('\r', '\n')
        last = safe(shown)
        yield last
    if not last.endswith('\n'):
        yield '\n'
