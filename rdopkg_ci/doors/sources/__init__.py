"""The sources of builds behind one door: what state a build is in there, and its RPMs.

The settings are read from here at every start: what asks servers is behind `named`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Protocol

from rdopkg_ci.core.update.build_state import BuildState
from rdopkg_ci.core.update.update import Build


class Source(Protocol):
    """One place that builds come from. What it has looked up it may remember: open it anew to look
    again.
    """

    def states(self, builds: Iterable[Build]) -> Mapping[Build, BuildState]:
        """A state for each of the builds, all looked up at once. What is wrong with one build is
        told in its state; raises CiError when the source cannot be asked at all.
        """

    def fetch(self, build: Build, into: Path) -> Sequence[Path]:
        """Put the RPMs of a build into a directory, each of them whole or not at all; what is
        there already is left. None for a build that is not complete; raises CiError for a damaged
        one.
        """

    def at_hand(self, build: Build) -> Mapping[str, Path] | None:
        """The RPMs of a build that can be looked into where they lie, by their names; None where
        they would have to be fetched.
        """


def by_source(builds: Iterable[Build]) -> Mapping[str, Sequence[Build]]:
    """The builds of each source, by the source's name."""
    found: dict[str, list[Build]] = {}
    for build in builds:
        found.setdefault(build.source, []).append(build)
    return found
