"""The cause of a red run: what `explain` extracts from a log and result.json carries."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple


class Blame(str, Enum):
    """Who has to act on a failure."""

    PACKAGE = 'package'
    TEST = 'test'
    INFRASTRUCTURE = 'infrastructure'
    CI = 'ci'


class Line(NamedTuple):
    """A line of a log: ``n`` counts from 1 in the raw log; ``text`` is safe for a terminal."""

    n: int
    text: str


class Cause(NamedTuple):
    """``signature`` is a stable id of the kind of failure, such as ``yum-unresolved``; disables key
    on it. ``step`` and ``log`` name the worker's step and its log file, empty where unknown.
    """

    summary: str
    category: str
    blame: Blame
    signature: str
    lines: tuple[Line, ...] = ()
    step: str = ''
    log: str = ''
    fingerprint: str = ''
