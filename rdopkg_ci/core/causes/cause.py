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


class Outcome(str, Enum):
    """What a log says of its job. ``UNKNOWN`` is that it neither tells of a failure nor says that
    it went well.
    """

    FAILED = 'failed'
    SUCCEEDED = 'succeeded'
    UNKNOWN = 'unknown'


class Confidence(str, Enum):
    """How sure a cause is: the line proves itself, it is the likeliest, or the best at hand."""

    PROOF = 'proof'
    LIKELY = 'likely'
    GUESS = 'guess'


class Line(NamedTuple):
    """A line of a log: ``n`` counts from 1 in the raw log; ``text`` is safe for a terminal."""

    n: int
    text: str


class Cause(NamedTuple):
    """``signature`` is a stable id of the kind of failure, such as ``yum-unresolved``; disables key
    on it. ``step`` and ``log`` name the worker's step and its log file, empty where unknown.
    ``at_fault`` are the ids of the updates, of those tested together, that bring it; empty where
    nobody can tell. ``leave_out`` are the ways to be rid of it, each the ids to leave out.
    """

    summary: str
    category: str
    blame: Blame
    signature: str
    lines: tuple[Line, ...] = ()
    step: str = ''
    log: str = ''
    fingerprint: str = ''
    confidence: Confidence = Confidence.LIKELY
    at_fault: tuple[str, ...] = ()
    leave_out: tuple[tuple[str, ...], ...] = ()


class Answer(NamedTuple):
    """``cause`` stands with a failure alone. ``lines`` are else the one that says that it
    succeeded, or the last words of a log that does not say.
    """

    outcome: Outcome
    cause: Cause | None = None
    lines: tuple[Line, ...] = ()
