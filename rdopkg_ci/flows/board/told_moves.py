"""What was said as somebody moved an update, for its row."""

from __future__ import annotations

from rdopkg_ci.core.judging.story import Happened
from rdopkg_ci.core.review.closed import Abandoned
from rdopkg_ci.core.text.terminal import safe_line
from rdopkg_ci.core.update import move
from rdopkg_ci.core.update.place import Place


def reason(last: Happened) -> str:
    """The first line below the subject."""
    return last.what.partition('\n')[2].strip().partition('\n')[0]


def told(last: Happened, place: Place, word: str) -> str:
    """Such as ``withdrawn by NAME, DATE: why``; empty where that commit is no move to ``place``."""
    if last.what.partition('\n')[0] != move.subject([place]):
        return ''
    return f'{word} by {last.who}, {last.at:%Y-%m-%d}: {reason(last)}'


def withdrawn(abandoned: Abandoned, said: str) -> str:
    """The same of a change, as far as the server tells; ``said`` is what we put before the
    reason.
    """
    who = f' by {safe_line(abandoned.who)}' if abandoned.who else ''
    at = f', {abandoned.at:%Y-%m-%d}' if abandoned.at else ''
    why = safe_line(abandoned.why.removeprefix(said)) or 'no reason was given'
    return f'withdrawn{who}{at}: {why}'
