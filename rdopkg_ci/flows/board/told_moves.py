"""What was said as somebody moved an update, for its row."""

from __future__ import annotations

from rdopkg_ci.core.judging.story import Happened
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
