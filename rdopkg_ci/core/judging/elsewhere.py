"""Whether what is red on one row of the board is seen on others, and what that says of the blame.

What fails alike in updates that share nothing is no package's doing. It is seen in the runs that
the board is made of: nothing is remembered.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from rdopkg_ci.core.causes.cause import Blame, Cause, Confidence
from rdopkg_ci.core.causes.shape import fingerprint
from rdopkg_ci.core.judging.alike import Alike
from rdopkg_ci.core.judging.report import Report
from rdopkg_ci.core.judging.row import Row
from rdopkg_ci.core.judging.ruling import TargetRuling
from rdopkg_ci.core.target import Target

# What is the same in the same failure of two runs.
_Key = tuple[str, str]


class _Sighting(NamedTuple):
    """A red run; ``updates`` are the rows' that it counts for, with their ``packages``."""

    target: Target
    started: datetime | None
    updates: frozenset[str]
    packages: frozenset[str]

    def shares(self, other: _Sighting) -> bool:
        return bool(self.updates & other.updates or self.packages & other.packages)


# By the run's URL.
_Sightings = Mapping[str, _Sighting]


def noted(rows: Sequence[Row]) -> Sequence[Row]:
    """The rows, with what was seen elsewhere noted in the rulings."""
    known = _sightings(rows)
    return [_row(row, known) for row in rows]


def _run(report: Report, row: Row) -> str:
    """The run's URL, or what stands for it where the URL is forgotten."""
    return report.url or f'{row.update_id} on {report.target}'


def _sightings(rows: Sequence[Row]) -> Mapping[_Key, _Sightings]:
    found: dict[_Key, dict[str, _Sighting]] = {}
    for row in rows:
        for ruling in row.ruling.targets:
            if ruling.cause and ruling.report:
                runs, report = found.setdefault(_key(ruling.cause), {}), ruling.report
                one = _Sighting(
                    ruling.target,
                    report.started,
                    frozenset({row.update_id}),
                    row.packages,
                )
                run = _run(report, row)
                runs[run] = _joined(runs.get(run, one), one)
    return found


def _key(cause: Cause) -> _Key:
    """What was once said in a review has lost its fingerprint."""
    return cause.signature, cause.fingerprint or fingerprint(cause.signature, cause.summary)


def _joined(one: _Sighting, other: _Sighting) -> _Sighting:
    return one._replace(updates=one.updates | other.updates, packages=one.packages | other.packages)


def _row(row: Row, known: Mapping[_Key, _Sightings]) -> Row:
    targets = tuple(_ruling(row, ruling, known) for ruling in row.ruling.targets)
    return row._replace(ruling=row.ruling._replace(targets=targets))


def _ruling(row: Row, ruling: TargetRuling, known: Mapping[_Key, _Sightings]) -> TargetRuling:
    cause, report = ruling.cause, ruling.report
    if cause is None or report is None:
        return ruling
    run, runs = _run(report, row), known[_key(cause)]
    this, others = runs[run], [one for other, one in runs.items() if other != run]
    if not others:
        return ruling
    alike = Alike(
        len(others),
        len({one.target for one in others}),
        min((one.started for one in others if one.started), default=None),
        not all(one.shares(this) for one in others),
    )
    blamed = report._replace(cause=cause._replace(blame=_blame(cause, alike)))
    return ruling._replace(report=blamed, alike=alike)


def _blame(cause: Cause, alike: Alike) -> Blame:
    """A guess may be alike by chance, and of whom the solver names we are sure."""
    is_package = cause.blame is Blame.PACKAGE and not cause.at_fault
    is_sure = cause.confidence is not Confidence.GUESS
    return Blame.INFRASTRUCTURE if is_package and is_sure and alike.unrelated else cause.blame
