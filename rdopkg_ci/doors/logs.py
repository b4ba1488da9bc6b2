"""Logs as streams of bytes: files, standard input, web servers."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import BinaryIO

from rdopkg_ci.core.text.terminal import quoted
from rdopkg_ci.doors import files
from rdopkg_ci.errors import CiError, UsageError

TIMEOUT = (10.0, 60.0)


def read(name: str) -> Iterator[bytes]:
    """The log in pieces: a path, a file, http or https URL, or ``-`` for standard input. Raises
    UsageError where there is no such file, CiError when a server does not answer.
    """
    if name == '-':
        return _pieces(name, sys.stdin.buffer)
    if name.startswith(('http://', 'https://')):
        return _download(name)
    return _file(str(files.of_url(name)) if name.startswith('file://') else name)


def _file(name: str) -> Iterator[bytes]:
    try:
        with open(name, 'rb') as stream:
            yield from _pieces(name, stream)
    except OSError as error:
        raise UsageError(f'{quoted(name, 200)}: {error.strerror}') from error


def _pieces(name: str, stream: BinaryIO) -> Iterator[bytes]:
    try:
        yield from files.pieces(stream)
    except OSError as error:
        raise CiError(f'{quoted(name, 200)}: {error.strerror}') from error


def _download(url: str) -> Iterator[bytes]:
    import requests

    try:
        with requests.get(url, stream=True, timeout=TIMEOUT) as answer:
            answer.raise_for_status()
            yield from answer.iter_content(files.PIECE)
    except requests.RequestException as error:
        raise CiError(f'{quoted(url, 200)} cannot be read: {_reason(error)}') from error


def _reason(error: Exception) -> str:
    """What the server answered; of the library's own long words only the name."""
    answer = getattr(error, 'response', None)
    return f'HTTP {answer.status_code}' if answer is not None else type(error).__name__
