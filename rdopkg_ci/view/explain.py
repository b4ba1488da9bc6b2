"""What a log says, as text and as a line of JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence

from rdopkg_ci.core.causes.cause import Answer, Cause, Confidence, Outcome
from rdopkg_ci.core.causes.cause_json import cause_data
from rdopkg_ci.core.text.terminal import safe_line
from rdopkg_ci.view.proof import proof
from rdopkg_ci.view.wrapping import indented


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


def text(name: str, answer: Answer, why_not_a_log: str, several: bool, width: int = 0) -> str:
    """Lines are in the log's order, and as wide as ``width`` where there is one."""
    head = [f'{safe_line(name)}:'] if several else []
    if answer.cause:
        return '\n'.join([*head, *_cause(answer.cause, width)])
    is_cut = answer.outcome is Outcome.UNKNOWN and not why_not_a_log
    said = _ended(answer, why_not_a_log) + ('; the last words are' if is_cut else '')
    shown = [f'{line.n}: {line.text}' for line in sorted(answer.lines)]
    return '\n'.join([*head, said, *(part for one in shown for part in indented(one, width, 2))])


def short(name: str, answer: Answer, why_not_a_log: str) -> str:
    """All of it on one line."""
    if answer.cause:
        said = f'{_blame(answer.cause)}: {answer.cause.summary}'
    else:
        said = _ended(answer, why_not_a_log)
    return f'{safe_line(name)}: {said}'


def _ended(answer: Answer, why_not_a_log: str) -> str:
    if why_not_a_log:
        return f'this is no log: {why_not_a_log}'
    is_green = answer.outcome is Outcome.SUCCEEDED
    return 'it succeeded' if is_green else 'it does not say how it ended'


def _blame(cause: Cause) -> str:
    guess = ', a guess' if cause.confidence is Confidence.GUESS else ''
    return f'{cause.blame.value} ({cause.signature}{guess})'


def _cause(cause: Cause, width: int) -> Sequence[str]:
    return [
        *indented(cause.summary, width, 0),
        *(part for line in proof(cause) for part in indented(line, width, 0, 4)),
        *indented(f'to blame: {_blame(cause)}', width, 2),
    ]
