"""The packages that the primary metadata of a yum repo lists."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from rdopkg_ci.core.rpm_name import RPM_FILE, file_of
from rdopkg_ci.doors.rpm import rpms
from rdopkg_ci.errors import CiError

_HEX = re.compile(r'[0-9a-f]{32,128}')
# As createrepo of 2010 called it.
_ALGORITHMS = {'sha': 'sha1'}


class ListedPackage(NamedTuple):
    """``where`` is the path in the repo, ``file`` what its header makes of its name; ``build`` is
    the source package that it was built from, and ``epoch`` its own; ``digest`` is as
    ALGORITHM:HEX.
    """

    where: str
    file: str
    size: int
    digest: str
    build: str
    epoch: str


def read(path: Path | None) -> Sequence[ListedPackage]:
    """Those with names and places that a package may have; none without metadata. Raises CiError
    where it cannot be read.
    """
    if path is None:
        return []
    createrepo = rpms.library()
    found: list[ListedPackage] = []

    def keep(package: Any) -> None:
        listed = _listed(package)
        if listed:
            found.append(listed)

    try:
        createrepo.xml_parse_primary(str(path), pkgcb=keep, do_files=False)
    except (createrepo.CreaterepoCError, OSError, ValueError) as error:
        raise CiError(f'{path.name}: createrepo_c cannot read it as metadata') from error
    return found


def _listed(package: Any) -> ListedPackage | None:
    file = file_of(package.name, package.version, package.release, package.arch)
    where = str(package.location_href or '').removeprefix('./')
    if not RPM_FILE.fullmatch(file) or where.startswith('/') or '..' in where.split('/'):
        return None
    source = str(package.rpm_sourcerpm or '')
    digest = str(package.pkgId or '')
    algorithm = _ALGORITHMS.get(package.checksum_type, package.checksum_type)
    return ListedPackage(
        where,
        file,
        int(package.size_package),
        f'{algorithm}:{digest}' if _HEX.fullmatch(digest) else '',
        rpms.build_of(source) or file.rsplit('.', 2)[0],
        str(package.epoch or '0'),
    )
