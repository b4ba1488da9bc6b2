"""What a source says of a build."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple

from rdopkg_ci.core.text.suggestions import meant


class BuildStatus(Enum):
    """DAMAGED is there, but what the source holds of it cannot be used."""

    COMPLETE = 'complete'
    BUILDING = 'building'
    FAILED = 'failed'
    DELETED = 'deleted'
    DAMAGED = 'damaged'
    MISSING = 'missing'


_SENTENCES = {
    BuildStatus.BUILDING: 'is still being built at its source',
    BuildStatus.FAILED: 'failed to build at its source',
    BuildStatus.DELETED: 'was deleted from its source',
    BuildStatus.DAMAGED: 'is damaged at its source',
    BuildStatus.MISSING: 'does not exist at its source',
}


class BuildState(NamedTuple):
    """``files`` are the names of a complete build's RPMs for its arch and noarch, sorted; ``near``
    the ids of builds that may be meant instead of a missing one, the most likely first. ``reason``
    is the source's own, empty where it has none.
    """

    status: BuildStatus
    files: tuple[str, ...] = ()
    reason: str = ''
    near: tuple[str, ...] = ()

    def problem(self, source: str) -> str:
        """What is wrong, to be read behind the build's name; empty for a complete one."""
        if self.status is BuildStatus.COMPLETE:
            return ''
        reason = f': {self.reason}' if self.reason else ''
        return f'{_SENTENCES[self.status]} {source}{reason}{meant(self.near)}'
