"""The board as text: a pure function of rows."""

from __future__ import annotations

from collections.abc import Sequence

from rdopkg_ci.core.causes.cause import Cause, Confidence
from rdopkg_ci.core.judging.judge import TargetRuling
from rdopkg_ci.core.judging.row import Row
from rdopkg_ci.core.runs.verdict import Verdict
from rdopkg_ci.core.text.terminal import brief, safe
from rdopkg_ci.view.bounded import LINE, LINES, TITLE, bounded, bounded_lines
from rdopkg_ci.view.links import Link, unlinked
from rdopkg_ci.view.style import SIGNS, Paint
from rdopkg_ci.view.told import Told


def text(rows: Sequence[Row], paint: Paint, link: Link = unlinked) -> str:
    """A line an update, a line a target, and under a red one what proves it: each fault once."""
    if not rows:
        return 'No updates are on their way.\n'
    lines: list[str] = []
    told = Told()
    for row in rows:
        lines += _row(row, paint, link)
        for ruling in row.ruling.targets:
            lines += _once(row.update_id, ruling, told, paint, link)
    return '\n'.join(lines) + '\n'


def _row(row: Row, paint: Paint, link: Link) -> Sequence[str]:
    where = f'review {row.number}' if row.number else f'{row.where}/'
    place = link(row.url, where) + ' ' * (10 - len(where))
    verdict = paint(row.verdict, f'{SIGNS[row.verdict]} {row.verdict.word:8}')
    title = bounded(row.title, TITLE)
    head = f'{row.update_id}  {place}  {row.phase or "-":6}  {verdict}  {title}'
    return [head, *(f'      {line}' for line in bounded_lines(row.note))]


def _once(update_id: str, row: TargetRuling, told: Told, paint: Paint, link: Link) -> Sequence[str]:
    """A target's line, with its cause, or where that was told already."""
    before = told.before(update_id, row)
    if not before:
        return target_lines(row, paint, link)
    is_red = row.verdict is not Verdict.DISABLED
    reason = f'the same as {before.place}' if is_red else bounded(row.reason)
    lines = [_head(row, reason, paint, link)]
    return lines + ([] if before.is_same_run else _where(row, link))


def target_lines(row: TargetRuling, paint: Paint, link: Link = unlinked) -> list[str]:
    """A target's line, and under a red one what proves it."""
    reason = '' if row.reason == row.verdict.word else bounded(row.reason)
    lines = [_head(row, reason, paint, link)]
    return lines + ([*_cause(row.cause), *_where(row, link)] if row.cause else [])


def _head(row: TargetRuling, reason: str, paint: Paint, link: Link) -> str:
    name = str(row.target)
    target = link(row.report.url if row.report else '', name) + ' ' * (16 - len(name))
    verdict = paint(row.verdict, f'{SIGNS[row.verdict]} {row.verdict.word:8}')
    return f'      {target}  {verdict}  {reason}'.rstrip()


def _cause(cause: Cause) -> list[str]:
    shown = [
        f'          {f"{line.n}: " if line.n else ""}{brief(safe(line.text), LINE)}'
        for line in cause.lines[:LINES]
        if line.text != cause.summary
    ]
    guess = ', a guess' if cause.confidence is Confidence.GUESS else ''
    return [*shown, f'          to blame: {cause.blame.value} ({bounded(cause.signature)}){guess}']


def _where(row: TargetRuling, link: Link) -> list[str]:
    where = row.report.where if row.report else ''
    return [f'          {link(where, bounded(where))}'] if where else []
