"""A log as blocks of whole lines, whatever it came as: gzip by its content, UTF-16, the page of a
web server, or plain bytes.
"""

from __future__ import annotations

import codecs
import zlib
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import NamedTuple

from rdopkg_ci.core.causes import webpage

BLOCK = 1 << 20
SAMPLE = 512
# What text does not hold; terminals get the others.
_CONTROL = bytes({*range(32)} - {*b'\a\b\t\n\v\f\r\x1b'})
_GZIP = b'\x1f\x8b'
# Where the first header of an archive of files tells that it is one.
_TAR, _TAR_AT = b'ustar', 257
_PACKED = {
    b'PK\3\4': 'zip',
    b'\xfd7zXZ': 'xz',
    b'BZh': 'bzip2',
    b'\x28\xb5\x2f\xfd': 'zstd',
    b'7z\xbc\xaf': '7z',
}


class Block(NamedTuple):
    """``first`` is the number of its first line in the log, counted from 1; a line longer than a
    block goes on in the next.
    """

    first: int
    data: bytes


def blocks(chunks: Iterable[bytes]) -> Iterator[Block]:
    """Blocks of about a megabyte that end with a line, as far as lines do."""
    first, held = 1, b''
    for chunk in _pieces(webpage.text(_text(_plain(chunks)))):
        held += chunk
        if len(held) >= BLOCK:
            cut = held.rfind(b'\n') + 1 or len(held)
            yield Block(first, _unix(held[:cut]))
            first += held.count(b'\n', 0, cut)
            held = held[cut:]
    if held:
        yield Block(first, _unix(held))


def _unix(data: bytes) -> bytes:
    """With the ends of lines that Unix has."""
    return data.replace(b'\r\n', b'\n')


def _pieces(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """No piece larger than a block, so that nothing is copied again and again."""
    for chunk in chunks:
        if len(chunk) <= BLOCK:
            yield chunk
        else:
            yield from (chunk[at : at + BLOCK] for at in range(0, len(chunk), BLOCK))


def _begun(chunks: Iterable[bytes]) -> tuple[bytes, Iterator[bytes]]:
    """Enough of the beginning to tell what it is, and the rest."""
    stream, head = iter(chunks), b''
    for chunk in stream:
        head += chunk
        if len(head) >= SAMPLE:
            break
    return head, stream


def why_not_a_log(head: bytes) -> str:
    """What its beginning tells of something that is no log that we read; empty where it may
    be one.
    """
    if not head:
        return 'it is empty'
    packed = next((name for magic, name in _PACKED.items() if head.startswith(magic)), '')
    if packed:
        return f'it is packed with {packed}; unpack it first'
    if webpage.begins(head):
        return 'it is a web page'
    if next(_plain([head]), b'')[_TAR_AT : _TAR_AT + len(_TAR)] == _TAR:
        return 'it is a tar archive; unpack it first'
    is_text = (
        head.startswith(_GZIP)
        or _utf16(head)
        or len(head.translate(None, _CONTROL)) > len(head) * 0.95
    )
    return '' if is_text else 'it holds no text'


def _plain(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Unpacked, if it was packed; what is cut or broken off ends there."""
    packed, stream = _begun(chunks)
    if not packed.startswith(_GZIP):
        yield packed
        yield from stream
        return
    unpack = zlib.decompressobj(zlib.MAX_WBITS | 16)
    try:
        while packed:
            yield unpack.decompress(packed, BLOCK)
            packed = (
                unpack.unconsumed_tail
                or (unpack.unused_data if unpack.eof else b'')
                or next(stream, b'')
            )
            if unpack.eof:
                # Logs that were packed in several goes are members one after another.
                unpack = zlib.decompressobj(zlib.MAX_WBITS | 16)
    except zlib.error:
        return


def _text(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """UTF-16 becomes UTF-8; everything else stays what it is."""
    head, stream = _begun(chunks)
    encoding = _utf16(head)
    if not encoding:
        yield head
        yield from stream
        return
    decoder = codecs.getincrementaldecoder(encoding)('replace')
    for chunk in chain([head], stream):
        yield decoder.decode(chunk).encode('utf-8', 'replace')


def _utf16(head: bytes) -> str:
    """The encoding that a byte order mark or every other byte being NUL tells; empty when it is
    none.
    """
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return 'utf-16'
    sample = head[:SAMPLE]
    odd, even = sample[1::2].count(0), sample[::2].count(0)
    if len(sample) >= 16 and abs(odd - even) > len(sample) * 0.4:
        return 'utf-16-le' if odd > even else 'utf-16-be'
    return ''
