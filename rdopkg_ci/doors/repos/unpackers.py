"""What unpacks gz, xz and bz2 piece by piece, by the first bytes of a file."""

from __future__ import annotations

import bz2
import lzma
import zlib
from collections.abc import Callable
from typing import Protocol

# What xz may use for its dictionary; its strongest preset takes 65 MB.
_MEMORY = 200_000_000


class Unpacker(Protocol):
    """As xz and bz2 have it."""

    @property
    def eof(self) -> bool: ...

    @property
    def needs_input(self) -> bool: ...

    @property
    def unused_data(self) -> bytes: ...

    def decompress(self, data: bytes, max_length: int) -> bytes: ...


class _Gunzip:
    """zlib as one of them."""

    def __init__(self) -> None:
        self._zlib = zlib.decompressobj(31)
        self._has_more = False

    @property
    def eof(self) -> bool:
        return self._zlib.eof

    @property
    def needs_input(self) -> bool:
        return not self._has_more

    @property
    def unused_data(self) -> bytes:
        return self._zlib.unused_data

    def decompress(self, data: bytes, max_length: int) -> bytes:
        out = self._zlib.decompress(self._zlib.unconsumed_tail + data, max_length)
        # A full piece may have left something inside, with nothing of the input left.
        self._has_more = bool(self._zlib.unconsumed_tail) or len(out) == max_length
        return out


_UNPACKERS: tuple[tuple[bytes, Callable[[], Unpacker]], ...] = (
    (b'\x1f\x8b', _Gunzip),
    (b'\xfd7zXZ\0', lambda: lzma.LZMADecompressor(lzma.FORMAT_XZ, _MEMORY)),
    (b'BZh', bz2.BZ2Decompressor),
)


def by_head(head: bytes) -> Callable[[], Unpacker] | None:
    """What makes one for a file that begins so; None for a file of no such kind."""
    return next((new for magic, new in _UNPACKERS if head.startswith(magic)), None)
