"""Whose turn it is to say something, where gates on several machines speak as one account.

A Gerrit remembers for every account which files of a patch set it has looked at, and tells who is
the first to mark one. So we mark a file that no patch set has, named after what is to be said.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from urllib.parse import quote

from rdopkg_ci.doors.gerrit.server import GerritServer
from rdopkg_ci.doors.http import Absent, NotAllowed, Rejected
from rdopkg_ci.errors import Refused

# In seconds. Who has taken a turn speaks at once, unless it was killed in between.
PATIENCE, PAUSE = 15.0, 0.5
_MOST = 5


def take(server: GerritServer, revision: str, words: str, is_said: Callable[[], bool]) -> bool:
    """Whether it is ours to say what ``words`` stands for; not where another one of us had the turn
    and ``is_said``. The turn of one that was killed passes on.
    """
    for number in range(_MOST):
        if _is_first(server, f'{revision}/files/{quote(f"{words}/{number}", safe="")}/reviewed'):
            return True
        until = time.monotonic() + PATIENCE
        while not is_said():
            # Not before the look: who was held up for all that time speaks after one, too.
            if time.monotonic() >= until:
                break
            time.sleep(PAUSE)
        else:
            return False
    return True


def _is_first(server: GerritServer, path: str) -> bool:
    """Where a server keeps no such marks, everybody is."""
    try:
        return server.made(path)
    except (Absent, NotAllowed, Rejected, Refused):
        return True
