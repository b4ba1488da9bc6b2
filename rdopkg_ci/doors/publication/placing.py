"""Files put into directory trees whole, for everybody to read."""

from __future__ import annotations

import os
import shutil
import stat
from pathlib import Path

from rdopkg_ci.doors.publication import modes
from rdopkg_ci.errors import CiError


def put(origin: Path, place: Path, scratch: Path, link: bool = True) -> None:
    """A hard link, or a copy where there can or shall be none, at ``place``: it appears whole, or
    replaces what is there.

    ``scratch`` is a directory of ours on the file system of ``place``. What ``origin`` is a symlink
    to is copied, for the link may lead nowhere from there.
    """
    temporary = scratch / 'file'
    temporary.unlink(missing_ok=True)
    if not (link and _link(origin, temporary)):
        _copy(origin, temporary)
    modes.directory(place.parent)
    os.replace(temporary, place)
    # Where both were the same file already, rename(2) does nothing.
    temporary.unlink(missing_ok=True)


def _link(origin: Path, place: Path) -> bool:
    """Not where it would bring its mode along, or be written to by others than its owner."""
    try:
        if origin.lstat().st_mode != stat.S_IFREG | modes.FILE:
            return False
        os.link(origin, place)
    except OSError:
        return False
    return True


def _copy(origin: Path, place: Path) -> None:
    try:
        with open(origin, 'rb') as source, open(place, 'xb') as copy:
            shutil.copyfileobj(source, copy, 1 << 20)
        # The time of an RPM is part of the metadata made of it.
        shutil.copystat(origin, place)
        os.chmod(place, modes.FILE)
    except OSError as error:
        raise CiError(f'{origin}: cannot be copied to {place.parent}: {error.strerror}') from error


def sync(path: Path) -> None:
    """Have the file on the disk before anything that names it is."""
    with open(path, 'rb') as stream:
        os.fsync(stream.fileno())


def empty(directory: Path) -> Path:
    """``directory`` with nothing in it, whatever a killed process left there."""
    if directory.exists():
        shutil.rmtree(directory)
    return modes.directory(directory)
