"""What PyYAML says about broken YAML, with the remedy where we know one."""

from __future__ import annotations

from typing import Any

from rdopkg_ci.core.text.terminal import safe_line

DEPTH = 20
TOO_DEEP = f'nested more than {DEPTH} deep'
_REMEDIES = (
    ('mapping values are not allowed', 'quote a value that holds ": "'),
    (
        'cannot start any token',
        'indent with spaces, not tabs, and quote a value that starts with a sign',
    ),
    ('unexpected end of stream', 'close the quote'),
    ('block mapping', 'indent keys that belong together alike'),
)


def told(error: Any) -> tuple[int, str]:
    """The line, from 1, and the problem of a yaml.YAMLError."""
    mark = getattr(error, 'problem_mark', None)
    if mark is None:
        return 1, f'is not YAML: {safe_line(str(error))}'
    context = safe_line(error.context or '')
    if context and error.context_mark and error.context_mark.line != mark.line:
        context += f' that starts in line {error.context_mark.line + 1}'
    if 'nesting depth' in str(error.problem):
        # libyaml has a limit of its own, which lies beyond ours.
        return mark.line + 1, TOO_DEEP
    said = ', '.join(filter(None, (context, safe_line(error.problem or ''))))
    remedy = next((f'; {remedy}' for part, remedy in _REMEDIES if part in said), '')
    return mark.line + 1, f'column {mark.column + 1}: is not YAML: {said}{remedy}'
