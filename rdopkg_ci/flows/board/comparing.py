"""Weak causes explained again, less what the last green run of the same phase and target says too:
one round trip more, and only where a cause is no more than a guess.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

from rdopkg_ci.core.causes import explain
from rdopkg_ci.core.causes.cause import Cause, Confidence
from rdopkg_ci.core.causes.kinds.last_words import LAST_WORDS
from rdopkg_ci.core.judging.report import CONSOLE, Report
from rdopkg_ci.core.judging.row import Row
from rdopkg_ci.core.judging.ruling import TargetRuling
from rdopkg_ci.doors.engine import Conclusion, Engine, Run
from rdopkg_ci.doors.parallel import together
from rdopkg_ci.errors import CiError
from rdopkg_ci.flows import logs
from rdopkg_ci.flows.gathering.snapshot import Snapshot

# Of a log that is read for this, in bytes; and of runs, as many as are asked for at once.
LIMIT, MOST = 32_000_000, 8


class _Pair(NamedTuple):
    """A red run with the log that its cause is from, and the green one that it is compared with."""

    red: Run
    green: Run
    log: str


class _Compared(NamedTuple):
    """The cause that came of it, and the page of the green run."""

    cause: Cause
    green: str


class Comparing:
    """What was compared once in the life of a command is not compared again."""

    def __init__(self) -> None:
        self._known: dict[str, _Compared | None] = {}

    def compared(self, snapshot: Snapshot, rows: Sequence[Row]) -> Sequence[Row]:
        """The rows, with the causes that come of it; at most ``MOST`` new ones a look."""
        pairs = {
            report.url: pair
            for row in rows
            for report in _weak(row.ruling.targets)
            if (pair := _pair(snapshot, report))
        }
        fresh = [url for url in pairs if url not in self._known][:MOST]
        engine = snapshot.services.engine
        found = together([partial(_explained, engine, pairs[url]) for url in fresh])
        self._known.update(zip(fresh, found))
        return [self._row(row) for row in rows]

    def _row(self, row: Row) -> Row:
        targets = tuple(self._ruling(ruling) for ruling in row.ruling.targets)
        return row._replace(ruling=row.ruling._replace(targets=targets))

    def _ruling(self, ruling: TargetRuling) -> TargetRuling:
        report = ruling.report
        found = self._known.get(report.url) if report else None
        if report is None or found is None or report.cause is None:
            return ruling
        cause = found.cause._replace(step=report.cause.step, log=report.cause.log)
        report = report._replace(cause=cause, baseline=found.green)
        reason = cause.summary if ruling.verdict.red else ruling.reason
        return ruling._replace(report=report, reason=reason, alike=None)


def _weak(targets: Iterable[TargetRuling]) -> Iterator[Report]:
    for ruling in targets:
        if ruling.report and ruling.cause and ruling.cause.confidence is Confidence.GUESS:
            yield ruling.report


def _pair(snapshot: Snapshot, report: Report) -> _Pair | None:
    """With the last green run, of those that the engine lists anyway."""
    red = logs.run_of(snapshot, report)
    if red is None:
        return None
    request = red.request
    green = next(
        (
            run
            for run in snapshot.evidence.runs[request.phase]
            if run.conclusion is Conclusion.SUCCESS and run.request.target == request.target
        ),
        None,
    )
    return _Pair(red, green, logs.name_of(report)) if green else None


def _explained(engine: Engine, pair: _Pair) -> _Compared | None:
    """None where comparison tells no more than before."""
    try:
        red, green = _logs(engine, pair)
        cause = explain(
            _bounded(red), baseline=_bounded(green), failed=True, tests=pair.log != CONSOLE
        ).cause
    except CiError:
        return None
    if cause is None or cause.signature == LAST_WORDS.signature:
        return None
    return _Compared(cause, pair.green.url)


def _logs(engine: Engine, pair: _Pair) -> Sequence[Iterable[bytes]]:
    runs = (pair.red, pair.green)
    if pair.log == CONSOLE:
        return [engine.console(run) for run in runs]
    found = engine.artifacts(runs, pair.log, LIMIT)
    left = [found[run.key].data for run in runs]
    return [(data,) for data in left if data is not None] if all(left) else [(), ()]


def _bounded(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Raises CiError for more than is worth it."""
    size = 0
    for piece in pieces:
        size += len(piece)
        if size > LIMIT:
            raise CiError(f'larger than {LIMIT:,} bytes')
        yield piece
