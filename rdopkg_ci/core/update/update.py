"""An update: builds with notes, and the targets computed from them."""

from __future__ import annotations

from dataclasses import dataclass

from rdopkg_ci.core.target import Target


@dataclass(frozen=True)
class Build:
    """One NVR from one source for one target.

    ``id`` is the NVR, or for copr the name of the result directory; never derive an RPM's file name
    from it. ``dist`` is spelled as the policy spells it once the update has been checked against
    one. ``tag`` is a sub-directory of the dist, empty for none.
    """

    id: str
    source: str
    repo: str
    dist: str
    tag: str = ''
    arch: str = 'noarch'

    @property
    def target(self) -> Target:
        return Target(self.repo, self.dist)

    @property
    def name(self) -> str:
        """The package's name: the id without version and release."""
        return self.id.rsplit('-', 2)[0]

    @property
    def holds_rpms(self) -> bool:
        """Those of the source `dummy` hold nothing."""
        return self.source != 'dummy'


@dataclass(frozen=True)
class Update:
    """A parsed update file. ``group`` is the directory used instead of ``ready/``, empty for
    none.
    """

    builds: tuple[Build, ...]
    notes: str
    group: str = ''

    @property
    def title(self) -> str:
        """The first line of the notes."""
        return next(iter(self.notes.strip().splitlines()), '')

    @property
    def targets(self) -> tuple[Target, ...]:
        """The distinct targets, sorted."""
        return tuple(sorted({build.target for build in self.builds}))

    def builds_for(self, target: Target) -> tuple[Build, ...]:
        return tuple(build for build in self.builds if build.target == target)
