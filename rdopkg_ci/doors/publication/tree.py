"""Directory trees of RPMs: what they hold."""

from __future__ import annotations

import os
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
