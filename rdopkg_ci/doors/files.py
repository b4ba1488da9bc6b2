"""Files: open only what is a file, read with a bound, write beside and rename."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO
from urllib.parse import unquote, urlsplit

from rdopkg_ci.core.text.terminal import quoted
from rdopkg_ci.errors import CiError, UsageError

PIECE = 1 << 20
STDIN = '-'


def opened(path: Path) -> BinaryIO:
    """The regular file at ``path``, open to be read from its beginning.

    Whoever opens a FIFO waits for somebody to write to it, and a device may do anything: they are
    not waited for, and raise the OSError that a directory does.
    """
    handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC)
    mode = os.fstat(handle).st_mode
    if stat.S_ISREG(mode):
        return open(handle, 'rb')
    os.close(handle)
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    raise OSError(errno.EINVAL, 'it is not a regular file', str(path))


def read(path: Path, limit: int) -> bytes:
    """The file's bytes; raises UsageError when it cannot be read or holds more than ``limit``
    bytes.
    """
    try:
        with opened(path) as stream:
            data = stream.read(limit + 1)
    except OSError as error:
        raise UsageError(f'{path}: {error.strerror}') from error
    if len(data) > limit:
        raise UsageError(f'{path}: larger than {limit:,} bytes')
    return data


def given(name: str, limit: int) -> bytes:
    """The bytes of what a person names: a file, or - for standard input. Raises as `read` does."""
    if name != STDIN:
        return read(Path(name), limit)
    data = sys.stdin.buffer.read(limit + 1)
    if len(data) > limit:
        raise UsageError(f'{called(name)}: larger than {limit:,} bytes')
    return data


def called(name: str) -> str:
    """What people call that."""
    return 'standard input' if name == STDIN else name


def clear(place: Path) -> None:
    """Delete the files in a directory, if it is there. Raises UsageError, and deletes nothing,
    where it holds other directories: then it is not what somebody took it for.
    """
    found = sorted(place.iterdir()) if place.exists() else []
    for path in found:
        if path.is_dir() and not path.is_symlink():
            raise UsageError(f'{place} holds directories such as {path.name}: it is not emptied')
    for path in found:
        path.unlink()


def write(path: Path, data: bytes) -> None:
    """Put ``data`` at ``path`` so that a reader sees the old file or the whole new one, never a
    part.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f'.{path.name}.', dir=path.parent)
    try:
        with open(handle, 'wb') as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        os.chmod(name, 0o644)
        os.replace(name, path)
    except OSError as error:
        os.unlink(name)
        raise CiError(f'{path}: cannot be written: {error.strerror}') from error


def sync(path: Path) -> None:
    """Have the file, or the names in the directory, on the disk."""
    handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def private(path: Path) -> None:
    """Have a directory that nobody but us looks into; one that is not ours stays as it is."""
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    known = path.stat()
    if known.st_mode & 0o077 and known.st_uid == os.geteuid():
        path.chmod(0o700)


def of_url(url: str) -> Path:
    """Where a file URL leads; raises UsageError where that is no path."""
    try:
        path = unquote(urlsplit(url).path)
    except ValueError as error:
        raise UsageError(f'{quoted(url, 200)} is not a file URL: {error}') from error
    if '\0' in path:
        raise UsageError(f'{quoted(url, 200)} is not a file URL: it holds a NUL')
    return Path(path)


def pieces(stream: BinaryIO) -> Iterator[bytes]:
    """The rest of the stream, a megabyte at a time."""
    return iter(lambda: stream.read(PIECE), b'')


def sha256(path: Path) -> str:
    """The file's SHA-256 in hex, read in pieces."""
    return digest_of(path, 'sha256')


def digest_of(path: Path, algorithm: str) -> str:
    """The same by another algorithm of hashlib's."""
    digest = hashlib.new(algorithm, usedforsecurity=False)
    try:
        with opened(path) as stream:
            for piece in pieces(stream):
                digest.update(piece)
    except OSError as error:
        raise CiError(f'{path}: cannot be read: {error.strerror}') from error
    return digest.hexdigest()
