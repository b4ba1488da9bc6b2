"""What there is on this machine, and in which version."""

from __future__ import annotations

import platform
import re
import shutil
from collections.abc import Iterable, Iterator
from importlib import metadata

from rdopkg_ci import __version__
from rdopkg_ci.doors.processes import command
from rdopkg_ci.errors import CiError

LIBRARIES = ('createrepo_c', 'solv')
_NUMBER = re.compile(r'[0-9][\w.~+-]*')


def is_here(program: str) -> bool:
    """Whether this machine can start it, by its path or by that of programs."""
    return shutil.which(program) is not None


def versions(programs: Iterable[str] = ()) -> Iterator[tuple[str, str]]:
    """Ours, Python's, those of the libraries that are there, and of ``programs``: none where it
    cannot be told.
    """
    yield 'rdopkg-ci', __version__
    yield 'python', platform.python_version()
    for name in LIBRARIES:
        if found := _library(name):
            yield name, found
    for name in programs:
        if found := _program(name):
            yield name, found


def _library(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ''


def _program(name: str) -> str:
    try:
        said = command.run(name, '--version', timeout=20.0).text
    except CiError:
        return ''
    number = _NUMBER.search(said)
    return number[0] if number else ''
