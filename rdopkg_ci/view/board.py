"""The board as text: a pure function of rows."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from rdopkg_ci.core.causes.cause import Cause
from rdopkg_ci.core.judging.row import Row
from rdopkg_ci.core.judging.ruling import Ruling, TargetRuling
from rdopkg_ci.core.judging.turn import Who
from rdopkg_ci.core.runs.verdict import Verdict
from rdopkg_ci.view.blame import blamed
from rdopkg_ci.view.bounded import bounded, bounded_lines
from rdopkg_ci.view.progress import duration, progress
from rdopkg_ci.view.proof import proof
from rdopkg_ci.view.row_line import (
    MANY,
    counted,
    head_line,
    is_plain,
    short_line,
    signed_width,
)
from rdopkg_ci.view.style import SIGNS, Style
from rdopkg_ci.view.told import Told
from rdopkg_ci.view.wrapping import indented, wrapped

# In seconds: a gate that runs every few minutes has been there several times.
_LATE = 1800
_WHY = '`rdopkg ci gate` says what keeps it'


def text(
    rows: Sequence[Row], style: Style, warned: Collection[str] = (), is_all: bool = True
) -> str:
    """A line an update, a line a target, and under a red one what proves it: each fault once, and
    not again what people have been ``warned`` of. Of many updates, one that needs nobody is a line.
    ``is_all`` says whether everything on its way was asked for.
    """
    if not rows:
        return 'No updates are on their way.\n' if is_all else 'Nothing of this is on its way.\n'
    is_short = len(rows) > MANY and not style.is_long
    lines = [counted(rows)] if len(rows) > 1 else []
    told, signed = Told(warned), signed_width(rows, style)
    style = style.of(word for row in rows for word in (row.word, *_words(row.ruling)))
    for row in rows:
        if is_short and is_plain(row):
            lines.append(short_line(row, style, signed))
            continue
        lines.append(head_line(row, style, signed))
        lines += [
            line for note in bounded_lines(row.note) for line in indented(note, style.width, 6)
        ]
        for ruling in row.ruling.targets:
            lines += _once(row.update_id, ruling, told, style)
        turn = f'next: {bounded(row.next.told(row.whose, style.gate))}{_late(row, style)}'
        lines += indented(turn, style.width, 6)
    return '\n'.join(lines) + '\n'


def ruling_lines(ruling: Ruling, style: Style) -> Sequence[str]:
    """A judgement of no update in particular: its targets, and each fault once."""
    told, style = Told(), style.of(_words(ruling))
    return [line for row in ruling.targets for line in _once('', row, told, style)]


def _words(ruling: Ruling) -> Sequence[str]:
    return [verdict.told for verdict in ruling.verdicts]


def _once(update_id: str, row: TargetRuling, told: Told, style: Style) -> Sequence[str]:
    """A target's line, with its cause, or where that was told already."""
    if told.is_warned_of(row):
        return _head(row, 'see the warning', style)
    before = told.before(update_id, row)
    if not before:
        return _target_lines(row, style)
    is_red = row.verdict is not Verdict.DISABLED
    reason = f'the same as {before.place}' if is_red else bounded(row.reason)
    lines = _head(row, reason, style)
    return lines + ([] if before.is_same_run else _where(row, style))


def _late(row: Row, style: Style) -> str:
    """That the gate should have come by long ago: who waits for it would wait for ever."""
    reports = [one.report for one in row.ruling.targets if one.report]
    ended = [one.result.finished for one in reports if one.result]
    if row.next.who is not Who.GATE or not style.now or not ended or len(ended) < len(reports):
        return ''
    seconds = (style.now - max(ended)).total_seconds()
    return f'; nothing came of it for {duration(seconds)}: {_WHY}' if seconds > _LATE else ''


def _target_lines(row: TargetRuling, style: Style) -> list[str]:
    """A target's line, and under a red one what proves it."""
    lines = _head(row, _reason(row, style), style)
    return lines + (_proof(row, row.cause, style) if row.cause else [])


def _reason(row: TargetRuling, style: Style) -> str:
    if row.verdict is Verdict.RUNNING and row.report and style.now:
        return progress(row.report, style.now)
    return '' if row.reason == row.verdict.word else bounded(row.reason)


def _head(row: TargetRuling, reason: str, style: Style) -> list[str]:
    name = str(row.target)
    target = style.link(row.report.url if row.report else '', name) + ' ' * (16 - len(name))
    word = f'{SIGNS[row.verdict]} {row.verdict.told:{style.word}}'
    used = 6 + max(16, len(name)) + 2 + len(word) + 2
    first, *more = wrapped(reason, style.width, used, 10)
    return [f'      {target}  {style.paint(row.verdict, word)}  {first}'.rstrip(), *more]


def _proof(row: TargetRuling, cause: Cause, style: Style) -> list[str]:
    """The lines that prove a cause, unless one alone says just the same, who is to blame, and where
    it is read.
    """
    is_told = [line.text for line in cause.lines] == [cause.summary]
    told = [] if is_told else proof(cause)
    shown = [line for one in told for line in indented(one, style.width, 8, 4)]
    blame = indented(f'to blame: {blamed(cause, row.alike, style.now)}', style.width, 10)
    baseline = row.report.baseline if row.report else ''
    less = indented(
        f'not counted: what the green run says too, {bounded(baseline)}', style.width, 10
    )
    return [*shown, *blame, *(less if baseline else []), *_where(row, style)]


def _where(row: TargetRuling, style: Style) -> list[str]:
    where = row.report.where if row.report else ''
    return [f'          {style.link(where, bounded(where))}'] if where else []
