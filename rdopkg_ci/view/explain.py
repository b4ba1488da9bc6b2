"""What a log says, as text and as a line of JSON."""

from __future__ import annotations

import json

from rdopkg_ci.core.causes.cause import Answer, Cause, Confidence, Outcome
from rdopkg_ci.core.causes.cause_json import cause_data
from rdopkg_ci.core.text.terminal import safe_line
from rdopkg_ci.view.proof import proof


def as_json(name: str, answer: Answer, why_not_a_log: str) -> str:
    """``lines`` are those of an answer without a cause; ``note`` stands there only where something
    is odd.
    """
    return json.dumps(
        {
            'log': name,
            'outcome': answer.outcome.value,
            'cause': cause_data(answer.cause),
            **({} if answer.cause else {'lines': [line._asdict() for line in answer.lines]}),
            **({'note': why_not_a_log} if why_not_a_log else {}),
        }
    )


def text(name: str, answer: Answer, why_not_a_log: str, several: bool) -> str:
    head = [f'{safe_line(name)}:'] if several else []
    lines = [f'  {line.n}: {line.text}' for line in answer.lines]
    if answer.cause:
        return '\n'.join([*head, *_cause(answer.cause)])
    if why_not_a_log:
        return '\n'.join([*head, f'this is no log: {why_not_a_log}'])
    if answer.outcome is Outcome.SUCCEEDED:
        return '\n'.join([*head, 'it succeeded', *lines])
    return '\n'.join([*head, 'it does not say how it ended; the last words are', *lines])


def _cause(cause: Cause) -> list[str]:
    guess = ', a guess' if cause.confidence is Confidence.GUESS else ''
    return [
        cause.summary,
        *proof(cause),
        f'  to blame: {cause.blame.value} ({cause.signature}{guess})',
    ]
