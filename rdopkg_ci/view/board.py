"""The board as text and as JSON data: pure functions of rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rdopkg_ci.core.causes.cause import Cause, Confidence
from rdopkg_ci.core.judging.judge import Ruling, TargetRuling
from rdopkg_ci.core.judging.row import Row
from rdopkg_ci.core.runs.result_json import cause_data
from rdopkg_ci.core.text.terminal import brief, safe, safe_line
from rdopkg_ci.view.style import SIGNS, Paint

SCHEMA = 1
# In characters; and of lines, as many as anybody reads. What is longer may be somebody's joke.
TITLE, LINE, LINES = 200, 500, 50


def text(rows: Sequence[Row], paint: Paint) -> str:
    """A line an update, a line a target, and under a red one what proves it, once for each run."""
    if not rows:
        return 'No updates are on their way.\n'
    lines: list[str] = []
    shown: set[str] = set()
    for row in rows:
        lines += _row(row, paint)
        for ruling in row.ruling.targets:
            url = ruling.report.url if ruling.report else ''
            lines += target_lines(ruling, paint, proof=url not in shown)
            shown.add(url)
    return '\n'.join(lines) + '\n'


def _row(row: Row, paint: Paint) -> Sequence[str]:
    where = f'review {row.number}' if row.number else f'{row.where}/'
    verdict = paint(row.verdict, f'{SIGNS[row.verdict]} {row.verdict.word:8}')
    head = (
        f'{row.update_id}  {where:10}  {row.phase or "-":6}  {verdict}  {_line(row.title, TITLE)}'
    )
    return [head, *(f'      {line}' for line in _lines(row.note))]


def _line(text: str, limit: int = LINE) -> str:
    return brief(safe_line(text[: 20 * limit]), limit)


def _lines(text: str) -> Sequence[str]:
    """Its lines, bounded in number and length."""
    lines = safe(text[: LINES * LINE]).splitlines()
    return [brief(line, LINE) for line in lines[:LINES]] + ['…'] * (len(lines) > LINES)


def target_lines(row: TargetRuling, paint: Paint, proof: bool = True) -> Sequence[str]:
    """A target's line, and with ``proof`` under a red one what proves it."""
    verdict = paint(row.verdict, f'{SIGNS[row.verdict]} {row.verdict.word:8}')
    reason = '' if row.reason == row.verdict.word else _line(row.reason)
    lines = [f'      {row.target!s:16}  {verdict}  {reason}'.rstrip()]
    return lines + (_cause(row.cause, row) if row.cause and proof else [])


def _cause(cause: Cause, row: TargetRuling) -> list[str]:
    shown = [
        f'          {f"{line.n}: " if line.n else ""}{brief(safe(line.text), LINE)}'
        for line in cause.lines[:LINES]
        if line.text != cause.summary
    ]
    guess = ', a guess' if cause.confidence is Confidence.GUESS else ''
    blame = f'          to blame: {cause.blame.value} ({_line(cause.signature)}){guess}'
    where = row.report.where if row.report else ''
    return [*shown, blame, *([f'          {_line(where)}'] if where else [])]


def data(rows: Sequence[Row], problems: Sequence[str] = ()) -> dict[str, Any]:
    """``schema`` 1: a list of updates, each with its targets; verdicts are the words of the
    board. ``problems`` say which server did not answer.
    """
    updates = [_row_data(row) for row in rows]
    return {'schema': SCHEMA, 'updates': updates, 'problems': [safe(one) for one in problems]}


def ruling_data(ruling: Ruling) -> dict[str, Any]:
    """A judgement as the board has it for each update."""
    targets = [_target_data(row) for row in ruling.targets]
    return {'verdict': ruling.verdict.word, 'targets': targets}


def _row_data(row: Row) -> dict[str, Any]:
    return {
        'id': row.update_id,
        'title': _line(row.title, TITLE),
        'where': row.where,
        'change': row.number or None,
        'url': row.url or None,
        'phase': row.phase or None,
        'verdict': row.verdict.word,
        'note': '\n'.join(_lines(row.note)),
        'targets': [_target_data(ruling) for ruling in row.ruling.targets],
    }


def _target_data(row: TargetRuling) -> dict[str, Any]:
    report = row.report
    return {
        'target': str(row.target),
        'verdict': row.verdict.word,
        'reason': _line(row.reason),
        'attempt': report.attempt if report else None,
        'started': (
            report.started.strftime('%Y-%m-%dT%H:%M:%SZ') if report and report.started else None
        ),
        'expected_seconds': report.expected if report else None,
        'url': report.url if report else None,
        'log_url': (report.log_url or None) if report and row.cause else None,
        'cause': cause_data(row.cause),
    }
