"""The metadata of a yum repo, checked against its repomd.xml and kept for the next who asks."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from rdopkg_ci.core.publication import repomd
from rdopkg_ci.core.publication.repomd import Checksum
from rdopkg_ci.doors import files
from rdopkg_ci.doors.repos import repofile, unpack
from rdopkg_ci.doors.repos.repofile import REPOMD
from rdopkg_ci.errors import CiError

# The largest distribution's primary metadata is about 30 MB compressed.
LIMIT = 500_000_000
# In our home.
METADATA = 'metadata'
# In seconds; longer than any run, which reads what it has found as long as it lasts.
KEPT = 4 * 86400.0
_PACKED = ('.gz', '.bz2', '.xz', '.zst')
_MODULES = re.compile(r'(?:[^/]*-)?modules\.yaml(?:\.(?:gz|bz2|xz|zst))?')
_KINDS = {
    kind: re.compile(rf'(?:[^/]*-)?{kind}\.xml(?:\.(?:gz|bz2|xz|zst))?')
    for kind in ('primary', 'filelists')
}


class RepoData(NamedTuple):
    """Local files with the metadata; None where the repo has none. ``has_modules`` where it has
    metadata of modules, of which nothing is read.
    """

    primary: Path | None
    filelists: Path | None
    has_modules: bool = False


class MetadataCache(NamedTuple):
    """``files`` keeps metadata by URL and checksum: other repos have files of the same names. With
    ``pins``, a directory of one run, a repo stays for that run what it was at the first look.
    """

    files: Path
    pins: Path | None = None


def fetch(url: str, cache: MetadataCache) -> RepoData:
    """The metadata of the repo at ``url`` (file, http or https).

    An empty directory is an empty repo: that is what production is before the first publication.
    Raises CiError when the metadata cannot be had, or is not what repomd.xml says.
    """
    listing = _listing(url, cache.pins)
    if not listing:
        return RepoData(None, None)
    try:
        named = repomd.data_files(listing)
    except ValueError as error:
        raise CiError(f'{url}: {error}') from error
    primary, filelists = (_file(url, named, pattern, cache.files) for pattern in _KINDS.values())
    return RepoData(primary, filelists, any(_MODULES.fullmatch(name) for name in named))


def pinned(url: str, pins: Path) -> str | None:
    """The SHA-256 of the repomd.xml that the run has seen there, empty for an empty repo; None
    where it has not looked.
    """
    place = _pin(url, pins)
    if not place.exists():
        return None
    data = files.read(place, repomd.LIMIT)
    return hashlib.sha256(data).hexdigest() if data else ''


def _pin(url: str, pins: Path) -> Path:
    return pins / _name(url) / 'repomd.xml'


def _name(url: str) -> str:
    return hashlib.sha256(url.encode()).hexdigest()[:32]


def _listing(url: str, pins: Path | None) -> bytes:
    """The repo's repomd.xml; empty for an empty repo."""
    place = _pin(url, pins) if pins else None
    if place and place.exists():
        return files.read(place, repomd.LIMIT)
    listing = repofile.get(url, REPOMD, repomd.LIMIT) or b''
    if place:
        files.write(place, listing)
    return listing


def _file(
    url: str, named: Mapping[str, Checksum], pattern: re.Pattern[str], cache: Path
) -> Path | None:
    name = next((name for name in named if pattern.fullmatch(name)), '')
    if not name:
        return None
    checksum = named[name]
    place = cache / _name(url) / checksum.digest / name
    if place.exists():
        # So that it is not forgotten.
        with suppress(OSError):
            os.utime(place.parent)
    else:
        _forget(cache)
        files.write(place, _fetched(url, f'repodata/{name}', checksum))
    return _readable(place)


def _fetched(url: str, path: str, checksum: Checksum) -> bytes:
    """A file of the metadata, as repomd.xml says that it is."""
    data = repofile.get(url, path, LIMIT)
    if data is None:
        raise CiError(
            f'{url}: {path} is missing',
            'The repo was published while we read it, or is broken. Run this again.',
        )
    digest = hashlib.new(checksum.algorithm, data, usedforsecurity=False).hexdigest()
    if digest != checksum.digest:
        raise CiError(
            f'{url}: {path} is not what repomd.xml says',
            'The repo was published while we read it. Run this again.',
        )
    return data


def _forget(cache: Path) -> None:
    """Make room: what nobody has asked for in a long time goes."""
    for place in cache.glob('*/*'):
        with suppress(OSError):
            if time.time() - place.stat().st_mtime > KEPT:
                shutil.rmtree(place)


def _readable(place: Path) -> Path:
    """The same unpacked, within bounds: libsolv's wheel knows gzip alone, and has none."""
    if place.suffix not in _PACKED:
        return place
    plain = place.with_suffix('')
    if not plain.exists():
        unpack.unpack(place, plain)
    return plain
