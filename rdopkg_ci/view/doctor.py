"""What the doctor found, a line a question."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rdopkg_ci.core.finding import Finding, Health
from rdopkg_ci.core.text.terminal import safe, safe_line

_SIGNS = {Health.GOOD: '+', Health.NOTED: '-', Health.BAD: 'x', Health.NOT_AUTHORISED: 'x'}


def text(checks: Sequence[Finding]) -> str:
    return ''.join(f'{_line(check)}\n' for check in checks)


def _line(check: Finding) -> str:
    first, *more = safe(check.found).splitlines() or ['']
    lines = [f'{_SIGNS[check.health]} {check.what}: {first}', *(f'    {line}' for line in more)]
    if check.remedy:
        lines.append(f'    {safe_line(check.remedy)}')
    return '\n'.join(lines)


def data(check: Finding) -> dict[str, Any]:
    return {
        'check': check.what,
        'health': check.health.value,
        'found': safe(check.found),
        'remedy': safe(check.remedy),
    }
