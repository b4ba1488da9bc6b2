"""What the metadata of a repo on this machine promises to its readers."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from rdopkg_ci.doors import files
from rdopkg_ci.doors.repos import primary, repodata
from rdopkg_ci.doors.repos.primary import ListedPackage
from rdopkg_ci.doors.repos.repodata import MetadataCache
from rdopkg_ci.doors.repos.repofile import REPOMD

_SHA256 = 'sha256:'


def promised(place: Path, cache: MetadataCache) -> Sequence[ListedPackage]:
    """Nothing where there is no metadata; raises CiError where it is broken."""
    if not (place / REPOMD).exists():
        return []
    return primary.read(repodata.fetch(place.absolute().as_uri(), cache).primary)


def is_like(path: Path, listed: ListedPackage, sha256: str = '') -> bool:
    """Whether the file is what is listed, as far as its size tells, and its checksum, where that is
    known.
    """
    try:
        is_alike = path.is_file() and path.stat().st_size == listed.size
    except OSError:
        return False
    is_comparable = sha256 and listed.digest.startswith(_SHA256)
    return is_alike and (not is_comparable or listed.digest == _SHA256 + sha256)


def is_same(path: Path, digest: str) -> bool:
    """Whether the file has a digest, as ALGORITHM:HEX."""
    algorithm, _, wanted = digest.partition(':')
    is_known = algorithm in hashlib.algorithms_available
    return is_known and path.is_file() and files.digest_of(path, algorithm) == wanted
