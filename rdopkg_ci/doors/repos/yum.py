"""The metadata of a yum repo, made with createrepo_c: the same RPMs give the same bytes, whenever
and wherever.

Compressed with gzip, for libsolv's wheel and the yum of 2015 read nothing newer. Times are those of
the builds.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rdopkg_ci.doors.publication import modes
from rdopkg_ci.doors.rpm import rpms

KINDS = ('primary', 'filelists', 'other')


def make(directory: Path) -> None:
    """Make ``repodata`` for all RPMs below ``directory``; readers see the metadata before or that
    after, never a part.
    """
    createrepo = rpms.library()
    repodata = directory / 'repodata'
    modes.directory(repodata)
    packages = [_package(directory, path) for path in _rpms(directory)]
    newest = max((package.time_build for package in packages), default=0)
    with tempfile.TemporaryDirectory(prefix='.repodata.', dir=directory) as temporary:
        repomd = createrepo.Repomd()
        repomd.set_revision(str(newest))
        for kind in KINDS:
            record = _write(createrepo, Path(temporary), kind, packages)
            record.timestamp = newest
            repomd.set_record(record)
            os.chmod(record.location_real, modes.FILE)
            os.replace(record.location_real, repodata / Path(record.location_real).name)
        listing = Path(temporary, 'repomd.xml')
        listing.write_text(repomd.xml_dump(), 'utf-8')
        listing.chmod(modes.FILE)
        os.replace(listing, repodata / 'repomd.xml')


def _rpms(directory: Path) -> Sequence[Path]:
    found = (path.relative_to(directory) for path in directory.rglob('*.rpm') if path.is_file())
    return sorted(
        path
        for path in found
        if not any(part.startswith('.') or part == 'repodata' for part in path.parts)
    )


def _package(directory: Path, path: Path) -> Any:
    package = rpms.package(directory / path, str(path))
    # The time of the file would make every copy another repo.
    package.time_file = package.time_build
    return package


def _write(createrepo: Any, place: Path, kind: str, packages: Sequence[Any]) -> Any:
    """The record of one metadata file, written under its checksum."""
    path = place / f'{kind}.xml.gz'
    writer = {
        'primary': createrepo.PrimaryXmlFile,
        'filelists': createrepo.FilelistsXmlFile,
        'other': createrepo.OtherXmlFile,
    }[kind]
    stream = writer(str(path), createrepo.GZ_COMPRESSION)
    stream.set_num_of_pkgs(len(packages))
    for package in packages:
        stream.add_pkg(package)
    stream.close()
    record = createrepo.RepomdRecord(kind, str(path))
    record.fill(createrepo.SHA256)
    record.rename_file()
    return record
