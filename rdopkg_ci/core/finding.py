"""What was found out about one thing that has to be in order."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple


class Health(Enum):
    """``NOTED`` is something to know that hinders nobody."""

    GOOD = 'good'
    NOTED = 'noted'
    BAD = 'bad'
    NOT_AUTHORISED = 'not authorised'


class Finding(NamedTuple):
    """``what`` was looked at, what was ``found``, and the ``remedy`` where it is not good."""

    what: str
    health: Health
    found: str
    remedy: str = ''
