"""The lines that prove a cause, the same wherever people read them."""

from __future__ import annotations

from collections.abc import Sequence

from rdopkg_ci.core.causes.cause import Cause
from rdopkg_ci.core.text.terminal import brief, safe
from rdopkg_ci.view.bounded import LINE, LINES


def proof(cause: Cause) -> Sequence[str]:
    """In the log's order, with the cause's own marked where there are more."""
    lines = cause.lines[:LINES]
    own = lines[0] if len(lines) > 1 else None
    return [
        f'{">" if line is own else " "} {f"{line.n}: " if line.n else ""}'
        f'{brief(safe(line.text), LINE)}'
        for line in sorted(lines, key=lambda line: line.n)
    ]
