"""The board as text: a pure function of rows."""

from __future__ import annotations

from collections.abc import Sequence

from rdopkg_ci.core.causes.cause import Cause, Confidence
from rdopkg_ci.core.judging.judge import TargetRuling
from rdopkg_ci.core.judging.row import Row
from rdopkg_ci.core.runs.verdict import Verdict
from rdopkg_ci.core.text.terminal import brief, safe
from rdopkg_ci.view.bounded import LINE, LINES, TITLE, bounded, bounded_lines
from rdopkg_ci.view.style import SIGNS, Paint
from rdopkg_ci.view.told import Told


def text(rows: Sequence[Row], paint: Paint) -> str:
    """A line an update, a line a target, and under a red one what proves it: each fault once."""
    if not rows:
        return 'No updates are on their way.\n'
    lines: list[str] = []
    told = Told()
    for row in rows:
        lines += _row(row, paint)
        for ruling in row.ruling.targets:
            lines += _once(row.update_id, ruling, paint, told)
    return '\n'.join(lines) + '\n'


def _row(row: Row, paint: Paint) -> Sequence[str]:
    where = f'review {row.number}' if row.number else f'{row.where}/'
    verdict = paint(row.verdict, f'{SIGNS[row.verdict]} {row.verdict.word:8}')
    title = bounded(row.title, TITLE)
    head = f'{row.update_id}  {where:10}  {row.phase or "-":6}  {verdict}  {title}'
    return [head, *(f'      {line}' for line in bounded_lines(row.note))]


def _once(update_id: str, row: TargetRuling, paint: Paint, told: Told) -> Sequence[str]:
    """A target's line, with its cause, or where that was told already."""
    before = told.before(update_id, row)
    if not before:
        return target_lines(row, paint)
    is_red = row.verdict is not Verdict.DISABLED
    lines = [_head(row, paint, f'the same as {before.place}' if is_red else bounded(row.reason))]
    return lines + ([] if before.is_same_run else _where(row))


def target_lines(row: TargetRuling, paint: Paint) -> list[str]:
    """A target's line, and under a red one what proves it."""
    reason = '' if row.reason == row.verdict.word else bounded(row.reason)
    lines = [_head(row, paint, reason)]
    return lines + ([*_cause(row.cause), *_where(row)] if row.cause else [])


def _head(row: TargetRuling, paint: Paint, reason: str) -> str:
    verdict = paint(row.verdict, f'{SIGNS[row.verdict]} {row.verdict.word:8}')
    return f'      {row.target!s:16}  {verdict}  {reason}'.rstrip()


def _cause(cause: Cause) -> list[str]:
    shown = [
        f'          {f"{line.n}: " if line.n else ""}{brief(safe(line.text), LINE)}'
        for line in cause.lines[:LINES]
        if line.text != cause.summary
    ]
    guess = ', a guess' if cause.confidence is Confidence.GUESS else ''
    return [*shown, f'          to blame: {cause.blame.value} ({bounded(cause.signature)}){guess}']


def _where(row: TargetRuling) -> list[str]:
    where = row.report.where if row.report else ''
    return [f'          {bounded(where)}'] if where else []
