"""The section ``sources``: where builds come from."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from rdopkg_ci.doors.leaf import Leaf, directory


@dataclass(frozen=True)
class SourceSettings:
    """``local`` is the directory of the source of that name."""

    local: Path


LEAVES = (
    Leaf('local', directory, 'HOME/rpms', 'where the source `local` finds RPMs, by their headers'),
)
