"""The body of an answer in pieces: whole or an error, unpacked within bounds."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Mapping

from rdopkg_ci.doors.files import PIECE

# What zlib takes for "gzip or zlib, whatever its head says".
_EITHER = 47
PACKED = ('gzip', 'x-gzip', 'deflate')


class BadBody(ValueError):
    """The body is not what the answer's headers say; the words are for people."""


class TooLarge(ValueError):
    """There is more than the bound."""


class BrokenOff(ValueError):
    """It ended before its end."""


def decoded(pieces: Iterable[bytes], headers: Mapping[str, str], size: int) -> Iterator[bytes]:
    """The body without its transport packing, at most ``size`` bytes of it; raises TooLarge,
    BrokenOff and BadBody.
    """
    encoding = headers.get('content-encoding', '').strip().lower()
    whole = _whole(pieces, headers)
    if encoding in PACKED:
        whole = _unpacked(whole)
    elif encoding not in ('', 'identity'):
        raise BadBody('it is packed in a way that we did not ask for')
    left = size
    for piece in whole:
        left -= len(piece)
        if left < 0:
            raise TooLarge(f'it is larger than {size:,} bytes')
        yield piece


def _whole(pieces: Iterable[bytes], headers: Mapping[str, str]) -> Iterator[bytes]:
    """The pieces, as many bytes as the server promised; not every version of urllib3 looks."""
    promised = headers.get('content-length', '')
    is_counted = promised.isascii() and promised.isdigit() and 'transfer-encoding' not in headers
    count = 0
    for piece in pieces:
        count += len(piece)
        yield piece
    if is_counted and promised.lstrip('0') != str(count or ''):
        raise BrokenOff(f'it ended after {count:,} bytes')


def _unpacked(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """A few bytes may stand for gigabytes: never more than a piece at once."""
    unpacker = zlib.decompressobj(_EITHER)
    has_data = False
    try:
        for piece in pieces:
            has_data = True
            rest = piece
            while rest:
                if unpacker.eof:
                    unpacker = zlib.decompressobj(_EITHER)
                yield unpacker.decompress(rest, PIECE)
                rest = unpacker.unused_data if unpacker.eof else unpacker.unconsumed_tail
    except zlib.error as error:
        raise BadBody('it is not packed as it says') from error
    if has_data and not unpacker.eof:
        yield unpacker.flush()
        if not unpacker.eof:
            raise BrokenOff('it ended before its end')
