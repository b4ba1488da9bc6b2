"""What tests came to, by the files that they leave, and the cause that failed ones are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from rdopkg_ci.core.causes.cause import Blame, Cause, Confidence, Line
from rdopkg_ci.core.text.terminal import safe_line

SIGNATURE = 'tests-failed'
# How many failed tests are kept, shown in the log, and named in the summary.
KEPT, SHOWN, NAMED = 1000, 20, 3
_LONGEST = 300
_NOT_IN_NAMES = re.compile(r'[^\w./:\[\]-]+', re.A)


class FailedTest(NamedTuple):
    """``message`` is the first line of what it said, empty where it said nothing."""

    name: str
    message: str = ''

    def __str__(self) -> str:
        words = filter(None, (self.name, self.message))
        return safe_line(': '.join(words))[:_LONGEST]


class Tally(NamedTuple):
    """How many tests ran and how many failed, and the first of these."""

    total: int = 0
    failures: int = 0
    failed: tuple[FailedTest, ...] = ()


def together(tallies: Iterable[Tally]) -> Tally:
    """Of several files one tally."""
    total, failures = 0, 0
    failed: list[FailedTest] = []
    for tally in tallies:
        total, failures = total + tally.total, failures + tally.failures
        failed += tally.failed
    return Tally(total, failures, tuple(failed[:KEPT]))


def report(tally: Tally) -> Sequence[str]:
    """The lines of the step's log."""
    if not tally.failures:
        return [f'tests: {tally.total}, all well']
    more = tally.failures - len(tally.failed[:SHOWN])
    shown = [f'failed: {test}' for test in tally.failed[:SHOWN]]
    return [f'error: {_summary(tally)}', *shown, *([f'failed: {more} more'] if more else [])]


def cause(tally: Tally, lines: Sequence[Line]) -> Cause:
    """That tests failed; ``lines`` are those of the report."""
    name = _NOT_IN_NAMES.sub('', tally.failed[0].name)[:120]
    signature = f'{SIGNATURE}:{name}' if name else SIGNATURE
    return Cause(
        _summary(tally),
        'test_failure',
        Blame.TEST,
        signature,
        tuple(lines[1:6]),
        confidence=Confidence.PROOF,
    )


def _summary(tally: Tally) -> str:
    named = [safe_line(test.name)[:_LONGEST] for test in tally.failed[:NAMED]]
    more = tally.failures - len(named)
    names = ', '.join(named) + (f' and {more} more' if more else '')
    return f'{tally.failures} of {tally.total} tests failed: {names}'
