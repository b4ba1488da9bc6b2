"""The sources of builds behind one door: does a build exist there, and its RPMs."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from rdopkg_ci.core.update.update import Build
from rdopkg_ci.doors.sources.dummy import Dummy
from rdopkg_ci.doors.sources.local import Local
from rdopkg_ci.errors import UsageError


class Source(Protocol):
    def check(self, build: Build) -> Sequence[str] | None:
        """The names of the build's RPMs for its arch and noarch; None when there is no such
        build.
        """

    def fetch(self, build: Build, into: Path) -> Sequence[Path]:
        """Put those RPMs into a directory, each of them whole or not at all; what is there already
        is left.
        """


def find(name: str, directory: Path) -> Source:
    """The source of that name; ``directory`` is where ``local`` looks. Raises UsageError for
    servers that we do not know yet.
    """
    if name == 'local':
        return Local(directory)
    if name == 'dummy':
        return Dummy()
    problem = f'source {name}: this version fetches only from local and dummy'
    raise UsageError(problem, 'Put the RPMs into the directory of the source local.')
