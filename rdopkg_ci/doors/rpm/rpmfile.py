"""An RPM as a file: whether it is whole, and whether it is what it was built as, by the digests
that it carries itself.

The lead (96 bytes) is followed by the signature header, padded to 8 bytes, which holds size and
digests of all that comes after it: header and payload. See "Package format" in rpm's manual,
https://rpm-software-management.github.io/rpm/manual/format.html.
"""

from __future__ import annotations

import hashlib
import os
import struct
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple, Protocol

from rdopkg_ci.doors import files
from rdopkg_ci.errors import CiError

_LEAD, _LEAD_MAGIC, _HEADER_MAGIC = 96, b'\xed\xab\xee\xdb', b'\x8e\xad\xe8\x01'
# Far more than any signature needs.
_LIMIT = 1 << 20
_SIZE, _LONG_SIZE, _MD5 = 1000, 270, 1004
_BYTES = {_SIZE: 4, _LONG_SIZE: 8, _MD5: 16}


class Stream(Protocol):
    """What can be read from its beginning on."""

    def read(self, size: int, /) -> bytes: ...


class Signature(NamedTuple):
    """``start`` is where header and payload begin; ``size`` is theirs in bytes and ``md5`` their
    digest, None where not recorded.
    """

    start: int
    size: int | None
    md5: bytes | None


def is_whole(path: Path) -> bool:
    """Whether the file begins as an RPM does and is as long as it says: what is only called one may
    be half a copy.
    """
    try:
        with files.opened(path) as stream:
            signature = signature_of(stream)
            size = os.fstat(stream.fileno()).st_size
        return signature.size is None or size == signature.start + signature.size
    except (OSError, ValueError):
        return False


def signed_md5(path: Path) -> str:
    """The digest that the RPM's signature has of header and payload, in hex; empty where it has
    none. Raises CiError where this is no RPM.
    """
    try:
        with files.opened(path) as stream:
            return (signature_of(stream).md5 or b'').hex()
    except (OSError, ValueError) as error:
        raise CiError(f'{path}: cannot be read as an RPM: {error}') from error


def check(path: Path, called: Path) -> None:
    """Raises CiError unless header and payload are what the file's own digest says; one that
    carries none is taken as it is.

    ``called`` is the name for people, of what ``path`` is a copy of.
    """
    try:
        with files.opened(path) as stream:
            signature = signature_of(stream)
            stream.seek(signature.start)
            digest = hashlib.md5(usedforsecurity=False)
            for piece in files.pieces(stream):
                digest.update(piece)
    except (OSError, ValueError) as error:
        raise CiError(f'{called}: cannot be read as an RPM: {error}', 'Copy it again.') from error
    if signature.md5 not in (None, digest.digest()):
        raise CiError(f'{called} is damaged: it is not what its own digest says', 'Copy it again.')


def signature_of(stream: Stream) -> Signature:
    """The signature of the RPM that begins here; what is read next is its header. Raises ValueError
    where there is none.
    """
    lead, intro = stream.read(_LEAD), stream.read(16)
    if not lead.startswith(_LEAD_MAGIC) or len(intro) < 16 or not intro.startswith(_HEADER_MAGIC):
        raise ValueError('no RPM')
    entries, size = struct.unpack('>II', intro[8:])
    if entries * 16 + size > _LIMIT:
        raise ValueError('its signature is too large')
    index, store = stream.read(entries * 16), stream.read(size + -size % 8)
    if len(index) < entries * 16 or len(store) < size + -size % 8:
        raise ValueError('it ends in its signature')
    found = _values(index, store)
    length = found.get(_LONG_SIZE) or found.get(_SIZE)
    return Signature(
        _LEAD + 16 + len(index) + len(store),
        int.from_bytes(length, 'big') if length else None,
        found.get(_MD5),
    )


def _values(index: bytes, store: bytes) -> Mapping[int, bytes]:
    entries = (struct.unpack('>IIII', index[at : at + 16]) for at in range(0, len(index), 16))
    return {
        tag: store[offset : offset + _BYTES[tag]] for tag, _, offset, _ in entries if tag in _BYTES
    }
