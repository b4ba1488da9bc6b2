"""What one worker has to do, read from the repo at the commit under test."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from rdopkg_ci.core.depsolve.rivals import Brought
from rdopkg_ci.core.planning.plan import Plan
from rdopkg_ci.core.policy.policy import Repos
from rdopkg_ci.core.target import Target
from rdopkg_ci.core.update.update import Build
from rdopkg_ci.doors.processes.bounds import BOUNDS, Bounds
from rdopkg_ci.doors.publication import generations
from rdopkg_ci.doors.repos.repodata import METADATA, MetadataCache


class Owner(NamedTuple):
    """Whose an RPM in a generation is: the id of the update that brings it, its build and that
    build's tag.
    """

    update: str
    build: str
    tag: str


class Job(NamedTuple):
    """``builds`` maps update ids to their builds for ``target``; ``owners`` says by its path whose
    an RPM of the generation is, of those that updates bring; ``generation`` names the one under
    ``stage`` to test, empty in phase1 and phase2. ``result`` is the directory for result.json and
    logs, ``work`` one for everything else, removed at the end. ``deadline`` is a time of
    `time.monotonic`, in seconds. ``environment`` names the variables that the policy's commands see
    besides the usual ones. ``home`` is where caches outlive the run; None: nowhere. With
    ``only_tested`` no transaction is real. ``may_be_older`` are tags whose builds need not be newer
    than what production has. ``waiting`` is what others bring that wait for a promotion. ``key`` is
    the run's.
    """

    plan: Plan
    target: Target
    commit: str
    builds: Mapping[str, tuple[Build, ...]]
    repos: Repos
    stage: Path
    generation: str
    result: Path
    work: Path
    deadline: float
    owners: Mapping[str, Owner] = MappingProxyType({})
    bounds: Bounds = BOUNDS
    environment: tuple[str, ...] = ()
    home: Path | None = None
    only_tested: bool = False
    may_be_older: tuple[str, ...] = ()
    waiting: Sequence[Brought] = ()
    key: str = ''

    @property
    def pool(self) -> Path:
        """The directory that holds one directory of RPMs for each update."""
        return self.work / 'pool'

    @property
    def tested(self) -> Path:
        """The directory of the yum repo under test: the pool, or the generation below ``stage``."""
        if not self.generation:
            return self.pool
        return generations.path(self.stage, self.target, self.generation)

    @property
    def cache(self) -> MetadataCache:
        """Where metadata of repos is kept, and what each repo was when this run first looked."""
        return MetadataCache((self.home or self.work) / METADATA, self.work / 'pins')

    @property
    def scripts(self) -> Path:
        """The directory of what lies beside the policy, at the policy's commit."""
        return self.work / 'policy'

    @property
    def scratch(self) -> Path:
        """The directory for temporary files of the steps and their commands."""
        return self.work / 'tmp'

    @property
    def repo_file(self) -> Path:
        """A yum .repo file that names what is tested."""
        return self.work / 'update.repo'

    @property
    def seconds_left(self) -> float:
        return self.deadline - time.monotonic()
