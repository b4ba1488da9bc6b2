"""One update as one line, as wide as the terminal is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from rdopkg_ci.core.judging.row import Row
from rdopkg_ci.core.runs.verdict import Verdict
from rdopkg_ci.view.bounded import TITLE, bounded
from rdopkg_ci.view.progress import duration
from rdopkg_ci.view.style import SIGNS, Style

# More updates than these are told in short.
MANY = 10
# Columns: of a terminal that is narrower nobody is told who and since when, and of a title at least
# so much is left.
_WIDE, _LEAST, _NAME = 90, 8, 14
_DAY = 86_400
_QUIET = (Verdict.PASSED, Verdict.QUEUED, Verdict.RUNNING, Verdict.MISSING, Verdict.WAITING)


def counted(rows: Sequence[Row]) -> str:
    """Such as ``44 updates: 2 failed, 2 running, 40 passed``, the worst first."""
    found = Counter(row.verdict for row in rows)
    told = (f'{found[verdict]} {verdict.word}' for verdict in sorted(found, reverse=True))
    return f'{len(rows)} updates: {", ".join(told)}'


def is_plain(row: Row) -> bool:
    """Whether its targets tell nothing that it does not tell itself."""
    verdicts = {one.verdict for one in row.ruling.targets}
    return row.verdict in _QUIET and len(verdicts) <= 1 and '\n' not in row.note


def head_line(row: Row, style: Style) -> str:
    head, used = _head(row, style)
    return f'{head}  {_title(row, style.width - used - 2 if style.width else TITLE)}'.rstrip()


def short_line(row: Row, style: Style) -> str:
    """With who is next, by one word."""
    head, used = _head(row, style)
    later = f'next: {_brief(row)}'
    room = style.width - used - 4 - len(later) if style.width else TITLE
    title = _title(row, room)
    return f'{head}  {title}{" " * max(0, room - len(title)) if style.width else ""}  {later}'


def _brief(row: Row) -> str:
    who = row.next.who.value
    return row.whose if who == 'author' else who


def _head(row: Row, style: Style) -> tuple[str, int]:
    """The line up to the title, and how many columns it takes: what is painted or linked is
    longer than it looks.
    """
    where = f'review {row.number}' if row.number else f'{row.where}/'
    place = style.link(row.url, where) + ' ' * (10 - len(where))
    word = f'{SIGNS[row.verdict]} {row.verdict.word:8}'
    parts = [row.update_id, place, f'{row.phase or "-":6}', style.paint(row.verdict, word)]
    used = len(row.update_id) + 2 + max(10, len(where)) + 10 + len(word)
    signed = _signed(row, style)
    if signed:
        parts.append(signed)
        used += len(signed) + 2
    return '  '.join(parts), used


def _signed(row: Row, style: Style) -> str:
    """Who, and since when, where there is room for it."""
    if not row.since or not style.now or (style.width and style.width < _WIDE):
        return ''
    name = bounded(row.whose, _NAME - 1)
    return f'{name:{_NAME}} {_age(row.since, style.now):>4}'


def _age(since: datetime, now: datetime) -> str:
    seconds = max(0.0, (now - since).total_seconds())
    if seconds >= _DAY:
        return f'{int(seconds / _DAY)}d'
    hours = int(seconds / 3600)
    return f'{hours}h' if hours else duration(seconds)


def _title(row: Row, room: int) -> str:
    return bounded(row.title, max(_LEAST, min(room - 1, TITLE)))
