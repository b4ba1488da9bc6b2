"""Files: read with a bound, write beside and rename."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO
from urllib.parse import unquote, urlsplit

from rdopkg_ci.core.text.terminal import quoted
from rdopkg_ci.errors import CiError, UsageError

PIECE = 1 << 20


def read(path: Path, limit: int) -> bytes:
    """The file's bytes; raises UsageError when it cannot be read or holds more than ``limit``
    bytes.
    """
    try:
        with open(path, 'rb') as stream:
            data = stream.read(limit + 1)
    except OSError as error:
        raise UsageError(f'{path}: {error.strerror}') from error
    if len(data) > limit:
        raise UsageError(f'{path}: larger than {limit:,} bytes')
    return data


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
        with open(path, 'rb') as stream:
            for piece in pieces(stream):
                digest.update(piece)
    except OSError as error:
        raise CiError(f'{path}: cannot be read: {error.strerror}') from error
    return digest.hexdigest()
