"""The lists kept beside an update: what phase2 tested (``ID.yml.sums``) and what was published
(``ID.yml.files``).

``.sums`` has a line an RPM: SHA-256, the path it is published under, and the build it came from::

    2cf2…c1  kilo/f22/common/python-foo-1.0-1.fc23.noarch.rpm  python-foo-1.0-1.fc23

``.files`` has had the same format since 2014: one absolute path a line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from rdopkg_ci.core.rpm_name import BUILD, RPM_FILE
from rdopkg_ci.core.target import Target
from rdopkg_ci.core.text.terminal import quoted
from rdopkg_ci.core.update.update import Build
from rdopkg_ci.errors import InvalidInput

_SHA256 = re.compile(r'[0-9a-f]{64}')
# Holds the metadata of every yum repo, so no RPM may be put there.
_RESERVED = 'repodata'


class Sum(NamedTuple):
    """The checksum of one RPM: SHA-256 in hex, where it belongs (``tag`` empty for none), its file
    name and the id of its build.
    """

    sha256: str
    target: Target
    tag: str
    file: str
    build: str

    @property
    def path(self) -> str:
        """Where it lies below the directory of its target."""
        return f'{self.tag}/{self.file}' if self.tag else self.file


def of_build(sums: Iterable[Sum], build: Build) -> Sequence[Sum]:
    """Those of one build."""
    key = (build.target, build.tag, build.id)
    return [one for one in sums if (one.target, one.tag, one.build) == key]


def dump_sums(sums: Iterable[Sum]) -> bytes:
    """The same bytes for the same sums in any order."""
    ordered = sorted(set(sums), key=lambda entry: (entry.target, entry.path, entry))
    return ''.join(
        f'{entry.sha256}  {entry.target}/{entry.path}  {entry.build}\n' for entry in ordered
    ).encode()


def parse_sums(data: bytes, name: str) -> tuple[Sum, ...]:
    """The sums in the file ``name``; raises InvalidInput with every line that holds anything but
    plain names.
    """
    sums, problems = [], []
    for number, line in enumerate(data.decode('ascii', 'backslashreplace').splitlines(), 1):
        try:
            sums.append(_parse(line))
        except ValueError as error:
            problems.append(f'line {number}: {error}')
    if problems:
        hint = (
            'phase2 writes this file; take the update out with `rdopkg ci withdraw` and submit it'
            ' again.'
        )
        raise InvalidInput(f'{name}:', tuple(problems), hint)
    return tuple(sums)


def _parse(line: str) -> Sum:
    words = line.split('  ')
    if len(words) != 3 or not _SHA256.fullmatch(words[0]):
        raise ValueError(f'{quoted(line)} is not SHA256, path and build, two spaces between them')
    sha256, path, build = words
    parts = path.split('/')
    if len(parts) not in (3, 4):
        raise ValueError(f'{quoted(path)} is not RELEASE/DIST/[TAG/]FILE')
    target, tag, file = Target.parse('/'.join(parts[:2])), '/'.join(parts[2:-1]), parts[-1]
    if tag == _RESERVED or (len(parts) == 4 and not BUILD.fullmatch(tag)):
        raise ValueError(f'{quoted(tag)} is not a tag')
    if not RPM_FILE.fullmatch(file):
        raise ValueError(f'{quoted(file)} is not the name of an RPM file')
    if not BUILD.fullmatch(build):
        raise ValueError(f'{quoted(build)} is not the id of a build')
    return Sum(sha256, target, tag, file, build)


def dump_files(paths: Iterable[str]) -> bytes:
    """The list of published files, sorted."""
    return ''.join(f'{path}\n' for path in sorted(set(paths))).encode()
