"""A cause as text and as a line of JSON."""

from __future__ import annotations

import json

from rdopkg_ci.core.causes.cause import Cause
from rdopkg_ci.core.runs.result_json import cause_data
from rdopkg_ci.core.text.terminal import safe_line


def as_json(name: str, cause: Cause | None, why_not_a_log: str) -> str:
    """``note`` stands there only where something is odd."""
    return json.dumps(
        {
            'log': name,
            'cause': cause_data(cause),
            **({'note': why_not_a_log} if why_not_a_log else {}),
        }
    )


def text(name: str, cause: Cause | None, why_not_a_log: str, several: bool) -> str:
    head = [f'{safe_line(name)}:'] if several else []
    if cause is None:
        return '\n'.join(
            [*head, f'found nothing that failed{f", but {why_not_a_log}" if why_not_a_log else ""}']
        )
    lines = [f'  {line.n}: {line.text}' for line in cause.lines]
    return '\n'.join(
        [*head, cause.summary, *lines, f'  to blame: {cause.blame.value} ({cause.signature})']
    )
