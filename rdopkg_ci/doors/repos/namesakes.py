"""RPMs that a repo has under the names of ours: are they the same?"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Set
from pathlib import Path

from rdopkg_ci.core.depsolve.rivals import Brought
from rdopkg_ci.doors import files
from rdopkg_ci.doors.http import Http
from rdopkg_ci.doors.repos import contents, primary, repodata
from rdopkg_ci.doors.repos.primary import ListedPackage
from rdopkg_ci.doors.repos.repodata import MetadataCache
from rdopkg_ci.doors.rpm import rpmheader


def others(url: str, cache: MetadataCache, ours: Mapping[Brought, Path]) -> Set[Brought]:
    """Those of ours that the repo has with other content; a copy that somebody signed is the same.
    Raises CiError where the repo cannot be read.
    """
    by_name: dict[str, list[Brought]] = {}
    for one in ours:
        by_name.setdefault(one.file, []).append(one)
    with Http() as http:
        return {
            one
            for listed in primary.read(repodata.fetch(url, cache).primary)
            for name in by_name.keys() & {listed.file, listed.where.rpartition('/')[2]}
            for one in by_name[name]
            if not _is_same(ours[one], listed, url, http)
        }


def _is_same(path: Path, listed: ListedPackage, url: str, http: Http) -> bool:
    algorithm, _, digest = listed.digest.partition(':')
    is_known = algorithm in hashlib.algorithms_available
    if is_known and files.digest_of(path, algorithm) == digest:
        return True
    with files.opened(path) as stream:
        ours = rpmheader.identity(stream)
    return contents.read(http, url, listed.where, rpmheader.identity) == ours
