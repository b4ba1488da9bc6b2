"""A log inside the page of a web server: without the tags, and with what their signs stand for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain

# Of a line without end so much is held.
_LONGEST = 1 << 20
# In a log as a page shows it every other `<` is written out.
_TAG = re.compile(r'<[/!a-zA-Z][^<>\n]{0,2000}>')


def begins(head: bytes) -> bool:
    """Whether a text with this beginning is such a page."""
    return head.lstrip()[:15].lower().startswith((b'<!doctype html', b'<html'))


def text(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """What people read of a page, a line for each of its lines; anything else stays what it is."""
    stream = iter(chunks)
    head = next(stream, b'')
    if not begins(head):
        yield head
        yield from stream
        return
    held = b''
    for chunk in chain([head], stream):
        held += chunk
        cut = held.rfind(b'\n') + 1 or (len(held) if len(held) > _LONGEST else 0)
        yield _read(held[:cut])
        held = held[cut:]
    yield _read(held)


def _read(lines: bytes) -> bytes:
    shown = _TAG.sub('', lines.decode('utf-8', 'surrogateescape'))
    # Hardly any log is a page.
    import html

    return html.unescape(shown).encode('utf-8', 'surrogateescape')
