"""The source `dummy`: every build exists and holds nothing, for trying things out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from rdopkg_ci.core.update.build_state import BuildState, BuildStatus
from rdopkg_ci.core.update.update import Build


class Dummy(NamedTuple):
    def states(self, builds: Iterable[Build]) -> Mapping[Build, BuildState]:
        return {build: BuildState(BuildStatus.COMPLETE) for build in builds}

    def fetch(self, build: Build, into: Path) -> Sequence[Path]:
        return ()

    def at_hand(self, build: Build) -> Mapping[str, Path]:
        return {}
