"""The source `local`: a directory of RPMs, sub-directories included, told apart by their headers
and not by their names.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from rdopkg_ci.core.update.update import Build
from rdopkg_ci.doors import files, rpmfile, rpms
from rdopkg_ci.errors import CiError, UsageError


class Local(NamedTuple):
    directory: Path

    def check(self, build: Build) -> Sequence[str] | None:
        found = self._find(build)
        return sorted(found) or None

    def fetch(self, build: Build, into: Path) -> Sequence[Path]:
        into.mkdir(parents=True, exist_ok=True)
        return [_copy(path, into / name) for name, path in sorted(self._find(build).items())]

    def _rpms(self) -> Sequence[Path]:
        if not self.directory.is_dir():
            raise UsageError(
                f'sources.local: {self.directory} is not a directory',
                'It is where the source local looks for RPMs.',
            )
        return sorted(self.directory.rglob('*.rpm'))

    def _find(self, build: Build) -> Mapping[str, Path]:
        """Where each RPM of the build lies, by the name that its header gives it.

        Without an arch of its own a build is noarch, but one that was built for an arch only is
        taken whole.
        """
        every: dict[str, dict[str, Path]] = {}
        for path in self._rpms():
            if not rpmfile.is_whole(path):
                _check_other(path, build)
                continue
            header = rpms.header(path)
            if header.build == build.id and header.arch not in rpms.SOURCES:
                known = every.setdefault(header.arch, {}).setdefault(header.file, path)
                if known != path and files.sha256(known) != files.sha256(path):
                    raise CiError(
                        f'{known} and {path} are both {header.file}, and differ',
                        'Remove the one that is not meant.',
                    )
        wanted = {'noarch', build.arch} & every.keys() or (
            every.keys() if build.arch == 'noarch' else set()
        )
        return {name: path for arch in wanted for name, path in every[arch].items()}


def _check_other(path: Path, build: Build) -> None:
    """Half a copy stops only those who want it, going by its name."""
    if path.name.startswith(build.id):
        raise CiError(f'{path} is no whole RPM', 'Remove it, or copy it again.')


def _copy(path: Path, place: Path) -> Path:
    """A copy and no link: whoever overwrites a file in the source must not change what was
    tested.
    """
    if not place.exists():
        temporary = place.with_name(f'.{place.name}.part')
        try:
            shutil.copyfile(path, temporary)
            rpmfile.check(temporary, path)
            os.replace(temporary, place)
        except OSError as error:
            raise CiError(f'{path}: cannot be copied to {place}: {error.strerror}') from error
    return place
