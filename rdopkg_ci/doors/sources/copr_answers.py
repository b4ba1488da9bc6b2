"""What a Copr answers, as values; raises ValueError where it makes no sense."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from rdopkg_ci.core.rpm_name import RPM_FILE, file_of
from rdopkg_ci.core.text import json_values
from rdopkg_ci.core.text.terminal import quoted

_MOST = 2**53


class CoprBuild(NamedTuple):
    id: int
    name: str
    version: str

    @property
    def nvr(self) -> str:
        return f'{self.name}-{self.version}'

    def is_called(self, build_id: str) -> bool:
        """The dist may have been left out when it was imported."""
        return build_id == self.nvr or build_id.startswith(f'{self.nvr}.')


def build(data: Mapping[str, Any]) -> CoprBuild:
    """One without a source yet, which is what it has when it has just been asked for, has no
    name.
    """
    source = json_values.mapping(data.get('source_package') or {}, 'source_package')
    name, version = (json_values.string(source.get(key) or '', key) for key in ('name', 'version'))
    return CoprBuild(json_values.integer(data, 'id', 1, _MOST), name, version)


def rpm(data: Any) -> tuple[str, str]:
    """The file's name and its arch."""
    package = json_values.mapping(data, 'a package')
    name, version, release, arch = (
        json_values.text(package, key) for key in ('name', 'version', 'release', 'arch')
    )
    file = file_of(name, version, release, arch)
    if not RPM_FILE.fullmatch(file):
        raise ValueError(f'{quoted(file, 200)} is no name for an RPM')
    return file, arch
