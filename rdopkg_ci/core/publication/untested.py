"""What phase2 passed over of an update: the targets that were disabled then."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rdopkg_ci.core.publication.filelist import Sum
from rdopkg_ci.core.target import Target
from rdopkg_ci.core.update.update import Update


def untested(update: Update, sums: Iterable[Sum]) -> Sequence[Target]:
    """The targets of which nothing has a checksum, though something should."""
    tested = {entry.target for entry in sums}
    real = {build.target for build in update.builds if build.holds_rpms}
    return sorted(real - tested)
