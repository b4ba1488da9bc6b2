"""Unpack what somebody else packed, bounded by size and by ratio: a few kilobytes can hold
gigabytes.

gz, xz and bz2 are told by their first bytes and unpacked here, a megabyte at a time. zstd is
unpacked by createrepo_c in a process of its own, which the kernel bounds.
"""

from __future__ import annotations

import lzma
import os
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, NamedTuple

from rdopkg_ci.doors import files
from rdopkg_ci.doors.processes import command, python
from rdopkg_ci.doors.repos import unpackers
from rdopkg_ci.doors.repos.unpackers import Unpacker
from rdopkg_ci.errors import CiError

PIECE = 1 << 20
_ZSTD = b'\x28\xb5\x2f\xfd'
_ZSTD_SECONDS = 300.0
_UNZSTD = """
import resource, createrepo_c
packed, plain, size = sys.argv[1:]
resource.setrlimit(resource.RLIMIT_FSIZE, (int(size), int(size)))
resource.setrlimit(resource.RLIMIT_DATA, (1 << 30, 1 << 30))
createrepo_c.decompress_file(packed, plain, createrepo_c.ZSTD_COMPRESSION)
"""


class Bound(NamedTuple):
    """``size`` is the most bytes that may come out, and ``ratio`` times what went in; below
    ``free`` bytes the ratio does not count, for little may hold much of the same.
    """

    size: int = 4_000_000_000
    ratio: int = 100
    free: int = 20_000_000

    def most(self, packed: int) -> int:
        """The most bytes that ``packed`` bytes may become."""
        return min(self.size, max(self.free, self.ratio * packed))


BOUND = Bound()


def unpack(packed: Path, plain: Path, bound: Bound = BOUND) -> None:
    """Put the content of ``packed`` at ``plain``, whole or not at all.

    Raises CiError where it is damaged, of no known kind, or more than the bound allows. Not every
    damage of zstd is seen by createrepo_c: compare the checksum of what was packed first.
    """
    temporary = plain.with_name(f'.{plain.name}.{os.getpid()}.part')
    try:
        with files.opened(packed) as stream:
            _unpack(packed, stream, temporary, bound)
        files.sync(temporary)
        os.replace(temporary, plain)
    except (OSError, EOFError, ValueError, zlib.error, lzma.LZMAError) as error:
        raise CiError(f'{packed.name} cannot be unpacked: {error}') from error
    finally:
        with suppress(FileNotFoundError):
            temporary.unlink()


def _unpack(packed: Path, stream: BinaryIO, plain: Path, bound: Bound) -> None:
    most = bound.most(os.fstat(stream.fileno()).st_size)
    head = stream.read(8)
    stream.seek(0)
    if head.startswith(_ZSTD):
        _unzstd(packed, plain, most)
        return
    new = unpackers.by_head(head)
    if new is None:
        raise ValueError('it is not gz, xz, bz2 or zstd')
    size = 0
    with open(plain, 'wb') as out:
        for piece in _pieces(stream, new):
            size += len(piece)
            if size > most:
                raise _too_much(packed, most)
            out.write(piece)


def _pieces(stream: BinaryIO, new: Callable[[], Unpacker]) -> Iterator[bytes]:
    """At most a megabyte at a time; several packed streams may follow each other."""
    unpacker, data = new(), stream.read(PIECE)
    while True:
        yield unpacker.decompress(data, PIECE)
        data = b''
        if unpacker.eof:
            data = unpacker.unused_data or stream.read(PIECE)
            if not data.strip(b'\0'):
                return
            unpacker = new()
        elif unpacker.needs_input:
            data = stream.read(PIECE)
            if not data:
                raise EOFError('it ends in the middle')


def _unzstd(packed: Path, plain: Path, most: int) -> None:
    words = (*python.command(_UNZSTD), str(packed.absolute()), str(plain.absolute()), str(most))
    done = command.run(*words, cwd=packed.parent, timeout=_ZSTD_SECONDS, codes=command.ANY_CODE)
    if plain.exists() and plain.stat().st_size >= most:
        raise _too_much(packed, most)
    if done.code:
        raise ValueError('createrepo_c refuses it as zstd')


def _too_much(packed: Path, most: int) -> CiError:
    return CiError(
        f'{packed.name} becomes more than {most:,} bytes, which no metadata of its size does',
        'It is damaged or made to fill our disk: ask who keeps that repo.',
    )
