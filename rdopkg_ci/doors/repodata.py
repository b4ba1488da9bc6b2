"""Fetch the metadata of a yum repo, checked against its repomd.xml, from a directory or a web
server.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from rdopkg_ci.core.publication import repomd
from rdopkg_ci.core.publication.repomd import Checksum
from rdopkg_ci.core.text.terminal import quoted
from rdopkg_ci.doors import files, unpack
from rdopkg_ci.doors.http import Absent, Http, Limits
from rdopkg_ci.errors import CiError

# The largest distribution's primary metadata is about 30 MB compressed.
LIMIT = 500_000_000
REPOMD = 'repodata/repomd.xml'
LIMITS = Limits(whole=1800.0)
_PACKED = ('.gz', '.bz2', '.xz', '.zst')
_KINDS = {
    kind: re.compile(rf'(?:[^/]*-)?{kind}\.xml(?:\.(?:gz|bz2|xz|zst))?')
    for kind in ('primary', 'filelists')
}


class RepoData(NamedTuple):
    """Local files with the metadata; None where the repo has none."""

    primary: Path | None
    filelists: Path | None


def fetch(url: str, cache: Path) -> RepoData:
    """The metadata of the repo at ``url`` (file, http or https), kept in ``cache`` by URL and
    checksum: other repos have files of the same names.

    An empty directory is an empty repo: that is what production is before the first publication.
    Raises CiError when the metadata cannot be had, or is not what repomd.xml says.
    """
    listing = _get(url, REPOMD, repomd.LIMIT)
    if listing is None:
        return RepoData(None, None)
    try:
        named = repomd.data_files(listing)
    except ValueError as error:
        raise CiError(f'{url}: {error}') from error
    return RepoData(*(_file(url, named, pattern, cache) for pattern in _KINDS.values()))


def _file(
    url: str, named: Mapping[str, Checksum], pattern: re.Pattern[str], cache: Path
) -> Path | None:
    name = next((name for name in named if pattern.fullmatch(name)), '')
    if not name:
        return None
    checksum = named[name]
    place = cache / hashlib.sha256(url.encode()).hexdigest()[:32] / checksum.digest / name
    if not place.exists():
        data = _get(url, f'repodata/{name}', LIMIT)
        if data is None:
            raise CiError(
                f'{url}: repodata/{name} is missing',
                'The repo was published while we read it, or is broken. Run this again.',
            )
        if (
            hashlib.new(checksum.algorithm, data, usedforsecurity=False).hexdigest()
            != checksum.digest
        ):
            raise CiError(
                f'{url}: repodata/{name} is not what repomd.xml says',
                'The repo was published while we read it. Run this again.',
            )
        files.write(place, data)
    return _readable(place)


def _readable(place: Path) -> Path:
    """The same unpacked, within bounds: libsolv's wheel knows gzip alone, and has none."""
    if place.suffix not in _PACKED:
        return place
    plain = place.with_suffix('')
    if not plain.exists():
        unpack.unpack(place, plain)
    return plain


def _get(url: str, path: str, limit: int) -> bytes | None:
    """The file's content; None where there is no such file."""
    parts = urlsplit(url)
    if parts.scheme == 'file':
        place = files.of_url(url) / path
        if place.exists():
            return files.read(place, limit)
        _check_empty(url, files.of_url(url), path)
        return None
    if parts.scheme in ('http', 'https'):
        return _download(url, path, limit)
    raise CiError(f'{quoted(url)} is not the URL of a repo: file, http or https')


def _check_empty(url: str, directory: Path, path: str) -> None:
    if not directory.is_dir():
        raise CiError(f'{url}: there is no such directory')
    if path == REPOMD and any(directory.rglob('*.rpm')):
        raise CiError(
            f'{url}: there are RPMs, but no metadata', f'Make it with: createrepo_c {directory}'
        )


def _download(url: str, path: str, limit: int) -> bytes | None:
    with Http(replace(LIMITS, size=limit)) as http:
        try:
            return http.get(f'{url.rstrip("/")}/{path}').body
        except Absent as error:
            if path != REPOMD:
                return None
            # Unlike an empty directory: a server that we cannot look into may be the wrong one.
            error.hint = f'There is no yum repo at {url}, or it has no metadata.'
            raise
