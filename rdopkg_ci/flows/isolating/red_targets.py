"""The targets that rounds of phase2 failed on, and the runs over parts of what was tested there."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from rdopkg_ci.core.causes.cause import Cause
from rdopkg_ci.core.isolation.search import Part
from rdopkg_ci.core.runs.request import Request
from rdopkg_ci.core.runs.verdict import Verdict
from rdopkg_ci.core.target import Target
from rdopkg_ci.core.update.place import UPDATES, Place
from rdopkg_ci.flows.gathering.snapshot import Snapshot
from rdopkg_ci.flows.phases import phase2
from rdopkg_ci.flows.phases.round_status import RoundStatus

# As the parameter of a run has it.
YES = 'yes'


class RedTarget(NamedTuple):
    """A target that a round failed on, for ``cause``. ``whole`` is the request for all ``ids`` that
    were tested there; ``needs`` says by update which others it cannot be installed without.
    ``changed`` are those of them that were edited or have left the pool since, and ``without``
    those that the round left out and are there still.
    """

    target: Target
    whole: Request
    ids: tuple[str, ...]
    needs: Mapping[str, Collection[str]]
    cause: Cause
    changed: tuple[str, ...] = ()
    without: tuple[str, ...] = ()

    def request(self, part: Part) -> Request:
        """The first run over a part."""
        without = {*self.whole.without, *self.ids} - part
        return replace(self.whole, without=tuple(sorted(without)), isolate=YES)

    def part(self, request: Request) -> Part | None:
        """What a run tests; None for one that has nothing to do with it."""
        part = frozenset(self.ids) - set(request.without)
        return part if self.request(part).series == request.series else None


def found(snapshot: Snapshot, releases: Collection[str]) -> Sequence[RedTarget]:
    """Those of the newest rounds of some releases, or of all without any."""
    rounds = phase2.survey(snapshot).judged
    asked = [one for one in rounds if not releases or set(one.round.releases) & set(releases)]
    blobs = snapshot.services.repo.files(snapshot.tip)
    return [red for status in asked for red in of(status, blobs)]


def of(status: RoundStatus, blobs: Mapping[str, str]) -> Iterator[RedTarget]:
    """Those of a round; ``blobs`` are the files of the branch now."""
    for row in status.ruling.targets:
        result = row.report.result if row.report else None
        if row.verdict is Verdict.FAILED and result and result.cause:
            ids = tuple(status.pool.builds_for(row.target))
            request = status.requests[row.target]
            changed = tuple(one for one in ids if not _is_as_tested(status, one, blobs))
            left_out = tuple(one for one in request.without if str(Place(UPDATES, one)) in blobs)
            yield RedTarget(
                row.target, request, ids, dict(result.needs), result.cause, changed, left_out
            )


def _is_as_tested(status: RoundStatus, update_id: str, blobs: Mapping[str, str]) -> bool:
    return status.is_of(update_id, blobs.get(str(Place(UPDATES, update_id)), ''))
