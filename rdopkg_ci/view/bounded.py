"""Text of others, as much of it as anybody reads: what is longer may be somebody's joke."""

from __future__ import annotations

from collections.abc import Sequence

from rdopkg_ci.core.text.terminal import brief, safe, safe_line

# In characters; and a number of lines.
TITLE, LINE, LINES = 200, 500, 50


def bounded(text: str, limit: int = LINE) -> str:
    """On one line."""
    return brief(safe_line(text[: 20 * limit]), limit)


def bounded_lines(text: str) -> Sequence[str]:
    lines = safe(text[: LINES * LINE]).splitlines()
    return [brief(line, LINE) for line in lines[:LINES]] + ['…'] * (len(lines) > LINES)
