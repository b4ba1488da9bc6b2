"""RPM headers, read with createrepo_c, which needs no rpm on the machine."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Any, NamedTuple

from rdopkg_ci.core.rpm_name import RPM_FILE
from rdopkg_ci.core.text.terminal import quoted
from rdopkg_ci.doors import files
from rdopkg_ci.errors import CiError, MissingTool

# There is one standard error for all threads.
_STDERR = Lock()
SOURCES = ('src', 'nosrc')


class Header(NamedTuple):
    """``build`` is the NVR of the source package that it was built from, its own for a source
    package.
    """

    name: str
    arch: str
    build: str
    file: str


def library() -> Any:
    """The module createrepo_c; raises MissingTool where it is not installed."""
    try:
        import createrepo_c
    except ImportError as error:
        raise MissingTool(
            'the Python library createrepo_c is not installed',
            "Install it with: pip install 'rdopkg-ci[worker]'",
        ) from error
    return createrepo_c


def package(path: Path, location: str = '') -> Any:
    """createrepo_c's package, for a repo that holds it at ``location``. Raises CiError when the
    file is no RPM.
    """
    createrepo = library()
    try:
        with files.opened(path), _quiet():
            return createrepo.package_from_rpm(str(path), createrepo.SHA256, location, None, 10)
    except (createrepo.CreaterepoCError, OSError, ValueError) as error:
        raise CiError(
            f'{path}: cannot be read as an RPM', 'Remove it, or copy it again.'
        ) from error


def build_of(source: str) -> str:
    """The build that a source package of that file name is."""
    return re.sub(r'\.(no)?src\.rpm$', '', source)


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep what rpm itself says of a damaged file, in words of that file, from the terminal."""
    with _STDERR:
        sys.stderr.flush()
        null = os.open(os.devnull, os.O_WRONLY | os.O_CLOEXEC)
        try:
            ours = os.dup(2)
        except OSError:  # we were started without one
            os.close(null)
            yield
            return
        os.dup2(null, 2)
        try:
            yield
        finally:
            os.dup2(ours, 2)
            os.close(ours)
            os.close(null)


def header(path: Path) -> Header:
    """What the header says, whatever the file is called. Raises CiError when this is no RPM."""
    try:
        stat = path.stat()
    except OSError as error:
        raise CiError(f'{path}: {error.strerror}') from error
    return _header(path, stat.st_mtime_ns, stat.st_size)


# The arguments besides the path are there so that a file that changed is read again.
@lru_cache(maxsize=200_000)
def _header(path: Path, modified: int, size: int) -> Header:
    found = package(path)
    nvr = f'{found.name}-{found.version}-{found.release}'
    is_source = not found.rpm_sourcerpm
    arch = 'src' if is_source else found.arch
    file = f'{nvr}.{arch}.rpm'
    if not RPM_FILE.fullmatch(file):
        raise CiError(f'{path}: its header calls it {quoted(file)}, which is no name for an RPM')
    build = nvr if is_source else build_of(found.rpm_sourcerpm)
    return Header(found.name, arch, build, file)
