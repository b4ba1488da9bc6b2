"""Everything that is known of one update."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from rdopkg_ci.core.judging.report import Report
from rdopkg_ci.core.judging.row import Row
from rdopkg_ci.core.review.change import Change
from rdopkg_ci.core.target import Target


class Happened(NamedTuple):
    """One commit of the branch that touched it."""

    at: datetime
    who: str
    what: str


class Tried(NamedTuple):
    """A run of a phase, and what it came to."""

    phase: str
    report: Report


class Story(NamedTuple):
    """``content`` is the file as it is on its way; ``change`` is the open one, else the one that
    it came by, None where neither is known; ``steps`` and ``tried`` begin with the oldest;
    ``production`` holds the ids of the builds there, of the targets that could be looked at;
    ``edits`` are the open changes to what lies in the branch.
    """

    row: Row
    content: bytes
    change: Change | None
    steps: Sequence[Happened]
    tried: Sequence[Tried]
    production: Mapping[Target, Collection[str]]
    edits: Sequence[Story] = ()
