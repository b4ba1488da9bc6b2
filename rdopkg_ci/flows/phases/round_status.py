"""How a round of phase2 stands, and what of it may move."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from typing import NamedTuple

from rdopkg_ci.core.judging.ruling import Ruling
from rdopkg_ci.core.publication.filelist import Sum
from rdopkg_ci.core.runs.request import Request
from rdopkg_ci.core.runs.rounds import Round
from rdopkg_ci.core.target import Target
from rdopkg_ci.core.update.place import UPDATES, Place
from rdopkg_ci.core.update.pool import Pool, Pooled
from rdopkg_ci.flows.gathering.updates import Found


class RoundStatus(NamedTuple):
    """A round with the pool that it tests, judged as it stands. ``touched`` are the paths that were
    edited since, there and back too: what somebody has moved back is not what a round of before
    speaks of.
    """

    round: Round
    found: Found
    pool: Pool
    ruling: Ruling
    requests: Mapping[Target, Request]
    touched: Set[str]

    def is_of(self, update_id: str, blob: str) -> bool:
        """Whether this round tested the update as it is now, going by git's id of its file."""
        return update_id in self.pool.ids and self._knows(update_id, blob)

    def left_out(self, update_id: str, blob: str) -> bool:
        """Whether this round left the update out, as it is now."""
        return update_id in self.round.without and self._knows(update_id, blob)

    def _knows(self, update_id: str, blob: str) -> bool:
        is_same = self.found.blobs.get(update_id) == blob
        return is_same and str(Place(UPDATES, update_id)) not in self.touched

    @property
    def passed(self) -> Sequence[Pooled]:
        """The updates of the parts that are green."""
        green = [part for part in self.pool.parts() if self.ruling.only(part.targets).green]
        return [member for part in green for member in part.members]

    @property
    def disabled(self) -> Sequence[Pooled]:
        """The updates of the parts that nothing is left to judge: a person has to decide."""
        open_ = (one for one in self.pool.parts() if self.ruling.only(one.targets).all_disabled)
        return [member for part in open_ for member in part.members]

    @property
    def notes(self) -> Mapping[Target, Sequence[str]]:
        """What the green runs want people to know."""
        reports = {row.target: row.report for row in self.ruling.targets if row.report}
        return {target: one.notes for target, one in reports.items() if one.notes}

    def sums(self, member: Pooled) -> Sequence[Sum]:
        """The checksums of an update's RPMs as the runs saw them, target by target."""
        sums = []
        for row in self.ruling.targets:
            ids = {build.id for build in member.update.builds_for(row.target)}
            for rpm in row.report.result.rpms if row.report and row.report.result else ():
                if rpm.build in ids:
                    sums.append(Sum(rpm.sha256, row.target, rpm.tag, rpm.file, rpm.build))
        return sums
