"""What lies in our home and may go."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple


class LeftoverKind(Enum):
    """The value is the plural for people, and the word for scripts."""

    DOWNLOAD = 'downloads'
    METADATA = 'metadata'
    RUN = 'runs'
    SIGNED = 'signed copies'
    TEMPORARY = 'temporary directories'

    def __lt__(self, other: LeftoverKind) -> bool:
        return self.value < other.value


class Leftover(NamedTuple):
    """``size`` is in bytes."""

    kind: LeftoverKind
    path: str
    size: int
