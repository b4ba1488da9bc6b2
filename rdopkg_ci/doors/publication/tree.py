"""Directory trees of RPMs: what they hold, and putting files into them whole."""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from rdopkg_ci.core.publication import repomd
from rdopkg_ci.core.publication.repomd import Checksum
from rdopkg_ci.doors import files
from rdopkg_ci.doors.publication import modes
from rdopkg_ci.errors import CiError

REPODATA, REPOMD = 'repodata', 'repomd.xml'


class TreeFile(NamedTuple):
    """A file to put at ``path`` in a tree: its SHA-256 and where to take it from."""

    path: str
    sha256: str
    origin: Path


def content(root: Path) -> Mapping[str, str]:
    """The SHA-256 of every RPM below ``root`` by path, sub-directories included; hidden ones and
    metadata are not looked at.
    """
    return {str(path.relative_to(root)): _sha256(path) for path in _rpms(root)}


def _sha256(path: Path) -> str:
    try:
        known = path.stat()
    except OSError as error:
        hint = 'It is a symlink that leads nowhere; remove it.' if path.is_symlink() else ''
        raise CiError(f'{path}: cannot be read: {error.strerror}', hint) from error
    if not stat.S_ISREG(known.st_mode):
        raise CiError(f'{path}: is not a file, but is called as one', 'Move it out of the repo.')
    return _sha256_once(
        path, known.st_dev, known.st_ino, known.st_size, known.st_mtime_ns, known.st_ctime_ns
    )


@lru_cache(maxsize=100_000)
def _sha256_once(path: Path, *identity: int) -> str:
    """A promotion looks at the same gigabytes several times; the kernel tells us when they
    changed.
    """
    return files.sha256(path)


def _rpms(root: Path) -> list[Path]:
    found = []
    for place, directories, names in os.walk(root):
        directories[:] = sorted(
            name for name in directories if not name.startswith('.') and name != REPODATA
        )
        found += [
            Path(place, name)
            for name in sorted(names)
            if name.endswith('.rpm') and not name.startswith('.')
        ]
    return found


def named_by_repomd(root: Path) -> Mapping[str, Checksum]:
    """The checksums of the metadata files by name, as ``root``'s repomd.xml has them; none where
    there is no repomd.xml.

    Raises CiError when it is broken.
    """
    path = root / REPODATA / REPOMD
    if not path.exists():
        return {}
    try:
        return repomd.data_files(files.read(path, repomd.LIMIT))
    except ValueError as error:
        raise CiError(f'{path}: {error}', 'Make the metadata anew with createrepo_c.') from error


def check(root: Path, expected: Mapping[str, str]) -> None:
    """Raises CiError unless ``root`` holds exactly the ``expected`` RPMs, and metadata that is
    whole, all of it for everybody to read.
    """
    modes.check(root)
    found = content(root)
    for path in sorted(expected.keys() | found.keys()):
        if expected.get(path) != found.get(path):
            raise CiError(
                f'{root}/{path} is {found.get(path, "not there")}, but should be'
                f' {expected.get(path, "not there")}'
            )
    named = named_by_repomd(root)
    if not named:
        raise CiError(f'{root} has no {REPODATA}/{REPOMD}')
    for name, checksum in named.items():
        if files.digest_of(root / REPODATA / name, checksum.algorithm) != checksum.digest:
            raise CiError(f'{root}/{REPODATA}/{name} is not what {REPOMD} says')


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
