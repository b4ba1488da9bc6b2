"""One update as one line, as wide as the terminal is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from rdopkg_ci.core.judging.row import Row
from rdopkg_ci.core.runs.verdict import Verdict
from rdopkg_ci.core.update.place import FAILED
from rdopkg_ci.view.bounded import TITLE, bounded
from rdopkg_ci.view.progress import duration
from rdopkg_ci.view.style import SIGNS, Style, look_of

# More updates than these are told in short.
MANY = 10
# Columns: of a terminal that is narrower nobody is told who and since when, and of a title at least
# so much is left.
_WIDE, _LEAST, _NAME, _PLACE = 90, 8, 14, 10
_DAY = 86_400
_QUIET = (Verdict.PASSED, Verdict.QUEUED, Verdict.RUNNING, Verdict.MISSING, Verdict.WAITING)


def counted(rows: Sequence[Row]) -> str:
    """Such as ``44 updates: 2 failed, 2 running, 39 passed, 1 in failed/``, the worst first: what
    lies in ``failed/`` is history.
    """
    past = sum(row.where == FAILED for row in rows)
    found = Counter((row.verdict, row.word) for row in rows if row.where != FAILED)
    told = [f'{found[one]} {one[1]}' for one in sorted(found, reverse=True)]
    return f'{len(rows)} updates: {", ".join([*told, *([f"{past} in {FAILED}/"] if past else [])])}'


def is_plain(row: Row) -> bool:
    """Whether its targets tell nothing that it does not tell itself."""
    verdicts = {one.verdict for one in row.ruling.targets}
    return row.verdict in _QUIET and len(verdicts) <= 1 and '\n' not in row.note


def head_line(row: Row, style: Style) -> str:
    head, used = _head(row, style, 3 + _LEAST)
    return f'{head}  {_title(row, style.width - used - 2 if style.width else TITLE)}'.rstrip()


def short_line(row: Row, style: Style) -> str:
    """With who is next, by one word; where both are too long, without the title."""
    later = f'next: {_brief(row)}'
    head, used = _head(row, style, 5 + _LEAST + len(later))
    room = style.width - used - 4 - len(later) if style.width else TITLE
    if room <= _LEAST:
        return f'{head}  {bounded(later, style.width - used - 3)}'
    title = _title(row, room)
    return f'{head}  {title}{" " * max(0, room - len(title)) if style.width else ""}  {later}'


def _brief(row: Row) -> str:
    who = row.next.who.value
    return bounded(row.whose, _NAME) if who == 'author' else who


def _head(row: Row, style: Style, behind: int) -> tuple[str, int]:
    """The line up to the title, and how many columns it takes: what is painted or linked is
    longer than it looks. Where it lies is cut where that leaves less than is to stand ``behind``.
    """
    look = look_of(row)
    word = f'{SIGNS[look]} {row.word:8}'
    phase, signed = f'{row.phase or "-":6}', _signed(row, style)
    others = [row.update_id, phase, word, *([signed] if signed else [])]
    used = sum(len(part) + 2 for part in others)
    where = f'review {row.number}' if row.number else f'{row.where}/'
    room = max(_PLACE, style.width - used - behind)
    if style.width and len(where) > room:
        where = bounded(where, room - 1)
    place = style.link(row.url, where) + ' ' * (_PLACE - len(where))
    parts = [row.update_id, place, phase, style.paint(look, word)]
    return '  '.join([*parts, *([signed] if signed else [])]), used + max(_PLACE, len(where))


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
