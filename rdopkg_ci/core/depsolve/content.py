"""What packages bring to a disk, and when two of them cannot be on it together.

The rules are rpm's own (`rpmfilesCompare`, and what its transactions ask before it): files that are
alike in every way are shared, and so are directories; a ghost brings nothing; where both are
programs of different word lengths, the longer one wins.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

_KIND, _LINK, _REGULAR, _DEVICES = 0o170000, 0o120000, 0o100000, (0o020000, 0o060000)
_GHOST = 1 << 6


class PackagedFile(NamedTuple):
    """``mode`` holds the kind of file too, ``flags`` are rpm's, ``color`` is 1 for programs of 32
    bits and 2 for those of 64; ``digest`` names its algorithm.
    """

    mode: int
    owner: str = ''
    group: str = ''
    flags: int = 0
    color: int = 0
    size: int = 0
    digest: str = ''
    link: str = ''
    device: int = 0

    @property
    def _compared(self) -> tuple[int | str, ...]:
        """What must be the same in two packages."""
        kind = self.mode & _KIND
        common = (self.mode, self.owner, self.group)
        if kind == _LINK:
            return (*common, self.size, self.link)
        if kind == _REGULAR:
            return (*common, self.size, self.digest)
        return (*common, self.device) if kind in _DEVICES else common

    def clashes(self, other: PackagedFile) -> bool:
        """Whether rpm refuses to put both at one path."""
        if (self.flags | other.flags) & _GHOST:
            return False
        if self.color and other.color and self.color != other.color:
            return False
        return self._compared != other._compared


class Content(NamedTuple):
    """``files`` by their paths, directories included; ``build`` is what the package was built
    from.
    """

    build: str
    files: Mapping[str, PackagedFile]

    def clashes(self, other: Content) -> list[str]:
        """The paths that both bring and rpm refuses, sorted."""
        shared = self.files.keys() & other.files.keys()
        return sorted(path for path in shared if self.files[path].clashes(other.files[path]))
