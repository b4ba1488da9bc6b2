"""The source `local`: a directory of RPMs."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path

from rdopkg_ci.core.update.build_state import BuildState, BuildStatus
from rdopkg_ci.core.update.update import Build
from rdopkg_ci.doors import files
from rdopkg_ci.doors.rpm import rpmfile
from rdopkg_ci.doors.sources import shelf
from rdopkg_ci.doors.sources.alike import near
from rdopkg_ci.doors.sources.shelf import Shelf
from rdopkg_ci.errors import CiError, UsageError


class Local:
    """Reads its directory once, at the first question."""

    def __init__(self, directory: Path, cache: Path | None = None) -> None:
        self._directory = directory
        self._cache = cache

    def states(self, builds: Iterable[Build]) -> Mapping[Build, BuildState]:
        return {build: self._state(build) for build in builds}

    def fetch(self, build: Build, into: Path) -> Sequence[Path]:
        problem = self._shelf.problem(build.id)
        if problem:
            raise CiError(problem)
        into.mkdir(parents=True, exist_ok=True)
        return [_copy(path, into / name) for name, path in sorted(self._find(build).items())]

    def at_hand(self, build: Build) -> Mapping[str, Path]:
        return self._find(build)

    @cached_property
    def _shelf(self) -> Shelf:
        if not self._directory.is_dir():
            raise UsageError(
                f'sources.local: {self._directory} is not a directory',
                'Make it, and copy your RPMs there.',
            )
        return shelf.read(self._directory, self._cache)

    def _state(self, build: Build) -> BuildState:
        problem = self._shelf.problem(build.id)
        if problem:
            return BuildState(BuildStatus.DAMAGED, reason=problem)
        found = self._find(build)
        if found:
            return BuildState(BuildStatus.COMPLETE, tuple(sorted(found)))
        arches = sorted(self._shelf.builds.get(build.id, ()))
        if arches:
            reason = f'it is there for {", ".join(arches)} and not for {build.arch}'
            return BuildState(BuildStatus.MISSING, reason=reason)
        return BuildState(BuildStatus.MISSING, near=near(build, self._shelf.builds))

    def _find(self, build: Build) -> Mapping[str, Path]:
        """Where each RPM of the build lies, by the name that its header gives it.

        Without an arch of its own a build is noarch, but one that was built for an arch only is
        taken whole.
        """
        every = self._shelf.builds.get(build.id, {})
        wanted = {'noarch', build.arch} & every.keys()
        if not wanted and build.arch == 'noarch':
            wanted = set(every)
        found: dict[str, Path] = {}
        for arch in wanted:
            found.update(every[arch])
        return found


def _copy(path: Path, place: Path) -> Path:
    """A copy and no link: whoever overwrites a file in the source must not change what was
    tested.
    """
    if not place.exists():
        temporary = place.with_name(f'.{place.name}.part')
        try:
            with files.opened(path) as source, open(temporary, 'wb') as copy:
                shutil.copyfileobj(source, copy, files.PIECE)
            rpmfile.check(temporary, path)
            os.replace(temporary, place)
        except OSError as error:
            raise CiError(f'{path}: cannot be copied to {place}: {error.strerror}') from error
    return place
