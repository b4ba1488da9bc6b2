"""A file of a yum repo, from a directory or a web server."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

from rdopkg_ci.core.text.terminal import quoted
from rdopkg_ci.doors import files
from rdopkg_ci.doors.http import Absent, Http, Limits
from rdopkg_ci.errors import CiError

REPOMD = 'repodata/repomd.xml'
LIMITS = Limits(whole=1800.0)


def get(url: str, path: str, limit: int) -> bytes | None:
    """The content of the file at ``path`` below the repo's URL (file, http or https); None where
    there is no such file. Raises CiError where there is no such repo: an empty directory is one.
    """
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
