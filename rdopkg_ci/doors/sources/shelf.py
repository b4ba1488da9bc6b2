"""A directory of RPMs, sub-directories included, told apart by their headers and not by their
names.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from rdopkg_ci.doors import files
from rdopkg_ci.doors.rpm import rpmfile, rpms
from rdopkg_ci.doors.sources.index import Index
from rdopkg_ci.errors import CiError, MissingTool

AGAIN = 'remove it, or copy it again'


class Shelf(NamedTuple):
    """``builds`` maps the ids of builds to their arches, those to the names that headers give, and
    those to where the RPM lies. ``unusable`` maps files that are no RPMs of ours to the reason,
    ``clashes`` the ids of builds that have two different RPMs of one name.
    """

    builds: Mapping[str, Mapping[str, Mapping[str, Path]]]
    unusable: Mapping[Path, str]
    clashes: Mapping[str, str]

    def problem(self, build: str) -> str:
        """Why a build must not be taken from here. Half a copy stops only who wants it, going by
        its name.
        """
        if build in self.clashes:
            return self.clashes[build]
        reasons = (why for path, why in self.unusable.items() if path.name.startswith(build))
        return next(reasons, '')


def read(directory: Path, cache: Path | None = None) -> Shelf:
    """Look at every file that is called an RPM, once, and not again while what ``cache`` remembers
    of it holds. Raises MissingTool without createrepo_c.
    """
    builds: dict[str, dict[str, dict[str, Path]]] = {}
    unusable: dict[Path, str] = {}
    clashes: dict[str, str] = {}
    index = Index.load(cache)
    for path in _named_rpm(directory):
        try:
            header = index.header(path, _header)
        except MissingTool:
            raise
        except CiError as error:
            unusable[path] = f'{error}; {AGAIN}'
            continue
        if header.arch in rpms.SOURCES:
            continue
        arches = builds.setdefault(header.build, {})
        known = arches.setdefault(header.arch, {}).setdefault(header.file, path)
        if known != path and files.sha256(known) != files.sha256(path):
            arches[header.arch][header.file], problem = _one_of(known, path, header.file)
            if problem:
                clashes[header.build] = problem
    index.save()
    return Shelf(builds, unusable, clashes)


def _named_rpm(directory: Path) -> Sequence[Path]:
    found: list[str] = []
    for place, folders, names in os.walk(directory):
        called = [*folders, *names]
        found += [f'{place}/{name}' for name in called if name.endswith('.rpm')]
    return [Path(path) for path in sorted(found)]


def _one_of(known: Path, path: Path, name: str) -> tuple[Path, str]:
    """Which of two to take that are called the same and differ, and the problem: none where only
    one of them is what it was built as.
    """
    if not _is_sound(path):
        return known, ''
    if not _is_sound(known):
        return path, ''
    problem = f'{known} and {path} are both {name}, and differ; remove the one that is not meant'
    return known, problem


def _is_sound(path: Path) -> bool:
    try:
        rpmfile.check(path, path)
    except CiError:
        return False
    return True


def _header(path: Path) -> rpms.Header:
    if not rpmfile.is_whole(path):
        raise CiError(f'{path} is not a whole RPM')
    return rpms.header(path)
