"""The source `dummy`: every build exists and holds nothing, for trying things out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from rdopkg_ci.core.update.update import Build


class Dummy(NamedTuple):
    def check(self, build: Build) -> Sequence[str]:
        return ()

    def fetch(self, build: Build, into: Path) -> Sequence[Path]:
        return ()
