"""Where an update lies in the rdo-update repo: the directory is its state."""

from __future__ import annotations

import re
from dataclasses import dataclass

UPDATES, READY, PUSHED, FAILED = DIRECTORIES = ('updates', 'ready', 'pushed', 'failed')
_PATH = re.compile(r'([A-Za-z0-9][A-Za-z0-9._-]{0,62})/([A-Za-z0-9]{4})\.yml')


@dataclass(frozen=True, order=True)
class Place:
    """``directory`` is one of the four above, or the group's that an update asks for instead of
    ``ready``.
    """

    directory: str
    id: str

    def __str__(self) -> str:
        return f'{self.directory}/{self.id}.yml'

    @classmethod
    def parse(cls, path: str) -> Place | None:
        """The place that a path of the repo names; None for any other file."""
        match = _PATH.fullmatch(path)
        return cls(match[1], match[2]) if match else None

    @property
    def is_ready(self) -> bool:
        return self.directory not in (UPDATES, PUSHED, FAILED)

    @property
    def sums(self) -> str:
        """The checksums of the RPMs that phase2 tested, kept beside a ready update."""
        return f'{self}.sums'

    @property
    def files(self) -> str:
        """The published files, kept beside a pushed update."""
        return f'{self}.files'
