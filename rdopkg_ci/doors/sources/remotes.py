"""What all sources on servers share: each build is looked up once, many at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from rdopkg_ci.core.update.build_state import BuildState, BuildStatus
from rdopkg_ci.core.update.update import Build
from rdopkg_ci.doors.http import Unreachable
from rdopkg_ci.doors.parallel import together
from rdopkg_ci.doors.sources import download
from rdopkg_ci.doors.sources.download import Means
from rdopkg_ci.doors.sources.remote import Remote
from rdopkg_ci.errors import CiError


class Looked(NamedTuple):
    """What a server says of a build: its state, and the RPMs of a complete one."""

    state: BuildState
    remotes: Sequence[Remote] = ()


class Remotes:
    """A `Source` over a function that looks one build up."""

    def __init__(self, look: Callable[[Build], Looked], means: Means) -> None:
        self._look = look
        self._means = means
        self._known: dict[Build, Looked] = {}
        self._away: Unreachable | None = None

    def states(self, builds: Iterable[Build]) -> Mapping[Build, BuildState]:
        wanted = list(dict.fromkeys(builds))
        new = [build for build in wanted if build not in self._known]
        found = together([partial(self._looked, build) for build in new])
        self._known.update(zip(new, found))
        return {build: self._known[build].state for build in wanted}

    def _looked(self, build: Build) -> Looked:
        """A server that is away is not asked about every other build too."""
        if self._away:
            raise self._away
        try:
            return self._look(build)
        except Unreachable as error:
            self._away = error
            raise

    def fetch(self, build: Build, into: Path) -> Sequence[Path]:
        state = self.states([build])[build]
        if state.status is BuildStatus.DAMAGED:
            raise CiError(f'{build.id} {state.problem(build.source)}')
        try:
            return download.fetch(self._means, self._known[build].remotes, into)
        except CiError as error:
            error.args = (f'{build.id} @ {build.source}: {error}',)
            raise

    def at_hand(self, build: Build) -> None:
        return None


def complete(remotes: Sequence[Remote]) -> Looked:
    """A build with these RPMs."""
    files = sorted(remote.file for remote in remotes)
    return Looked(BuildState(BuildStatus.COMPLETE, tuple(files)), sorted(remotes))


def missing(reason: str = '', near: Iterable[str] = ()) -> Looked:
    return Looked(BuildState(BuildStatus.MISSING, reason=reason, near=tuple(near)))
