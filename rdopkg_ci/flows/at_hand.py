"""What lies at hand of a build, beside what phase2 tested of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rdopkg_ci.core.publication.filelist import Sum
from rdopkg_ci.core.publication.publication import differences
from rdopkg_ci.core.update.update import Build
from rdopkg_ci.doors import files
from rdopkg_ci.doors.sources import Source


def changed(source: Source, build: Build, tested: Iterable[Sum]) -> Sequence[str]:
    """A sentence for every file that is otherwise; none where it would have to be fetched."""
    found = source.at_hand(build)
    if found is None:
        return ()
    return differences(tested, {name: files.sha256(path) for name, path in found.items()})
