"""Turn the bytes of any log into UTF-8-like bytes: gzip by its content, UTF-16 by its mark or its zeros."""

from __future__ import annotations

import codecs
import zlib
from collections.abc import Iterable, Iterator
from itertools import chain

_GZIP = b'\x1f\x8b'
_PIECE = 1 << 20
_MARKS = {b'\xff\xfe': 'utf-16-le', b'\xfe\xff': 'utf-16-be'}


def plain(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """The log's bytes; what cannot be decoded is left out, never an error."""
    chunks, first = _peek(chunks)
    if first[:2] == _GZIP:
        chunks, first = _peek(_gunzip(chunks))
    codec = _utf16(first)
    return _recode(chunks, codec) if codec else iter(chunks)


def _peek(chunks: Iterable[bytes]) -> tuple[Iterator[bytes], bytes]:
    """All chunks again, and the first bytes: at least four where there are that many."""
    stream, first = iter(chunks), b''
    for chunk in stream:
        first += chunk
        if len(first) >= 4:
            break
    return chain((first,), stream), first


def _gunzip(chunks: Iterable[bytes]) -> Iterator[bytes]:
    engine = zlib.decompressobj(31)
    for chunk in chunks:
        while chunk:
            try:
                yield engine.decompress(chunk, _PIECE)
            except zlib.error:
                return  # a cut or broken end: what came before is still a log
            chunk = engine.unconsumed_tail
            if engine.eof:
                chunk = engine.unused_data
                engine = zlib.decompressobj(31)


def _utf16(first: bytes) -> str:
    if first[:2] in _MARKS:
        return _MARKS[first[:2]]
    sample = first[:4096]
    half = len(sample) // 2
    for offset, codec in ((1, 'utf-16-le'), (0, 'utf-16-be')):
        # Western text in UTF-16 has nearly every second byte zero; a log of nothing but zeros is none.
        if half > 8 and sample[offset::2].count(0) > 0.9 * half and sample[1 - offset::2].count(0) < 0.1 * half:
            return codec
    return ''


def _recode(chunks: Iterable[bytes], codec: str) -> Iterator[bytes]:
    decoder = codecs.getincrementaldecoder(codec)('replace')
    for chunk in chunks:
        yield decoder.decode(chunk).encode('utf-8', 'replace')
