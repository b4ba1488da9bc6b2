"""An RPM on a server, and whether a file is that RPM."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from rdopkg_ci.doors import files
from rdopkg_ci.doors.http import shown
from rdopkg_ci.doors.rpm import rpmfile, rpms
from rdopkg_ci.errors import CiError


class Remote(NamedTuple):
    """What is known of it: its ``size``, its ``digest`` as ALGORITHM:HEX
    (``sigmd5`` is what its own signature says), and the ``build`` that it is from.
    """

    url: str
    file: str
    size: int | None = None
    digest: str = ''
    build: str = ''


def check(path: Path, remote: Remote) -> None:
    """Raises CiError unless the file is the RPM that it should be."""
    said = shown(remote.url)
    size = path.stat().st_size
    if remote.size not in (None, size):
        raise CiError(f'{said} has {size:,} bytes, and should have {remote.size:,}')
    algorithm, _, digest = remote.digest.partition(':')
    if algorithm == 'sigmd5':
        found = rpmfile.signed_md5(path)
    else:
        found = files.digest_of(path, algorithm) if algorithm else digest
    if found != digest:
        raise CiError(f'{said} is not what its source says: its {algorithm} is another')
    rpmfile.check(path, Path(remote.file))
    header = rpms.header(path)
    if header.file != remote.file:
        raise CiError(f'{said} is {header.file} by its header')
    if remote.build and header.build != remote.build:
        raise CiError(f'{said} is of build {header.build}, and not of {remote.build}')
