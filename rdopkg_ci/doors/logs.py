"""Logs as streams of bytes: files, standard input, web servers."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from typing import BinaryIO

from rdopkg_ci.core.text.terminal import quoted
from rdopkg_ci.doors import files
from rdopkg_ci.errors import CiError, UsageError

# A log of some gigabytes over a slow line; it is never held in memory.
SECONDS, SIZE = 3600.0, 8_000_000_000
_CONSOLE = re.compile(r'(?P<run>[^?#]*/job/[^/?#]+/\d+)/console(?:Full)?/?(?:[?#].*)?')


def read(name: str) -> Iterator[bytes]:
    """The log in pieces: a path, a file, http or https URL, or ``-`` for standard input. Raises
    UsageError where there is no such file or URL, CiError when a server does not give it.
    """
    if name == '-':
        return _pieces(name, sys.stdin.buffer)
    if _is_web(name):
        return _download(name)
    return _file(str(files.of_url(name)) if name[:7].lower() == 'file://' else name)


def _console(url: str) -> str:
    """The address of the text where ``url`` is the page that a Jenkins shows of a console: that has
    the end of it only.
    """
    page = _CONSOLE.fullmatch(url)
    return f'{page["run"]}/consoleText' if page else url


def title(name: str) -> str:
    """The log's name as it may be shown: a URL without a password."""
    if not _is_web(name):
        return name
    from rdopkg_ci.doors.http.address import public

    return public(name)


def _is_web(name: str) -> bool:
    return name[:8].lower().startswith(('http://', 'https://'))


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
    # Most logs are files, which need none of this.
    from rdopkg_ci.doors.http import Http, Limits

    with Http(Limits(whole=SECONDS, size=SIZE)) as http:
        yield from http.stream(_console(url))
