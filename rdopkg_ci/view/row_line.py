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
# Columns: so much of a title is told or none, of a name at most, of where it lies and who is next
# at least, and of a name with how long it has been there or neither.
_LEAST, _NAME, _PLACE, _NEXT, _SIGNED = 8, 14, 10, 10, 9
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


def signed_width(rows: Sequence[Row], style: Style) -> int:
    """How wide it is who they are by and how long they have been there, 0 where nobody is told."""
    return max((len(_signed(row, style, 0)) for row in rows), default=0)


def head_line(row: Row, style: Style, signed: int) -> str:
    """Where there is little room, of the title, who it is by, and where it lies, the title goes
    first and who it is by last.
    """
    head, room = _head(row, style, signed, 3 + _LEAST)
    if room < 0 and signed:
        return head_line(row, style, _less(signed, -room))
    return f'{head}  {_title(row, room - 2)}'.rstrip() if room > 2 + _LEAST else head


def short_line(row: Row, style: Style, signed: int) -> str:
    """With who is next, by one word, which is cut where it is too long without the title."""
    later = f'next: {_brief(row)}'
    head, room = _head(row, style, signed, 5 + _LEAST + len(later))
    if room < 2 + _NEXT and signed:
        return short_line(row, style, _less(signed, 2 + _NEXT - room))
    room -= 4 + len(later)
    if room <= _LEAST:
        return f'{head}  {_cut(later, room + len(later) + 2)}'
    title = _title(row, room)
    return f'{head}  {title}{" " * max(0, room - len(title)) if style.width else ""}  {later}'


def _less(signed: int, lack: int) -> int:
    """A name is cut as long as there is something of it."""
    return signed - lack if signed - lack >= _SIGNED else 0


def _brief(row: Row) -> str:
    who = row.next.who.value
    return bounded(row.whose, _NAME) if who == 'author' else who


def _head(row: Row, style: Style, signed: int, behind: int) -> tuple[str, int]:
    """The line up to the title, and how many columns are left: what is painted or linked is
    longer than it looks. Where it lies is cut where that leaves less than is to stand ``behind``.
    """
    look = look_of(row)
    word = f'{SIGNS[look]} {row.word:{style.word}}'
    phase, who = f'{row.phase or "-":6}', [_signed(row, style, signed)] if signed else []
    others = [row.update_id, phase, word, *who]
    used = sum(len(part) + 2 for part in others)
    where = f'review {row.number}' if row.number else f'{row.where}/'
    room = max(_PLACE, style.width - used - behind)
    if style.width and len(where) > room:
        where = bounded(where, room - 1)
    place = style.link(row.url, where) + ' ' * (_PLACE - len(where))
    room = style.width - used - max(_PLACE, len(where)) if style.width else 2 * TITLE
    return '  '.join([row.update_id, place, phase, style.paint(look, word), *who]), room


def _signed(row: Row, style: Style, width: int) -> str:
    """Who, and since when, as wide as the others."""
    if not row.since or not style.now:
        return ' ' * width
    age = f' {_age(row.since, style.now):>4}'
    name = min(_NAME, width - len(age)) if width else _NAME
    return f'{_cut(row.whose, name).ljust(name if width else 0)}{age}'


def _cut(text: str, room: int) -> str:
    shown = bounded(text, room)
    return shown if len(shown) <= room else bounded(text, room - 1)


def _age(since: datetime, now: datetime) -> str:
    seconds = max(0.0, (now - since).total_seconds())
    if seconds >= _DAY:
        return f'{int(seconds / _DAY)}d'
    hours = int(seconds / 3600)
    return f'{hours}h' if hours else duration(seconds)


def _title(row: Row, room: int) -> str:
    return bounded(row.title, max(_LEAST, min(room, TITLE) - 1))
