"""What the doctor found, a line a question."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from rdopkg_ci.core.finding import Finding, Health
from rdopkg_ci.core.text.terminal import safe, safe_line

_SIGNS = {Health.GOOD: '+', Health.NOTED: '-', Health.BAD: 'x', Health.NOT_AUTHORISED: 'x'}


def text(checks: Sequence[Finding]) -> str:
    """A line a question, with the remedy below; one that helps several in a row below the last of
    them.
    """
    shown = [line for _, group in groupby(checks, _cure) for line in _lines(list(group))]
    return ''.join(f'{line}\n' for line in shown)


def _cure(check: Finding) -> str:
    return check.remedy


def _lines(checks: Sequence[Finding]) -> Iterator[str]:
    for check in checks:
        first, *more = safe(check.found).splitlines() or ['']
        yield f'{_SIGNS[check.health]} {check.what}: {first}'
        yield from (f'    {line}' for line in more)
    if checks[0].remedy:
        yield f'    {safe_line(checks[0].remedy)}'


def data(check: Finding) -> dict[str, Any]:
    return {
        'check': check.what,
        'health': check.health.value,
        'found': safe(check.found),
        'remedy': safe(check.remedy),
    }
