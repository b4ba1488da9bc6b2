"""The runs that rows of the board are about."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rdopkg_ci.core.judging.report import Report
from rdopkg_ci.core.judging.row import Row
from rdopkg_ci.core.target import Target


class Picked(NamedTuple):
    """A run with the ids of the updates that it tests, of those on the board."""

    update_ids: tuple[str, ...]
    target: Target
    report: Report

    @property
    def is_red(self) -> bool:
        return self.report.verdict.red


def picked(rows: Sequence[Row], target: str = '') -> Sequence[Picked]:
    """Every run of these rows once, or those of one target."""
    found: dict[str, Picked] = {}
    for row in rows:
        for ruling in row.ruling.targets:
            report = ruling.report
            if report and report.url and target in ('', str(ruling.target)):
                known = found.get(report.url)
                ids = known.update_ids if known else ()
                found[report.url] = Picked((*ids, row.update_id), ruling.target, report)
    return list(found.values())
