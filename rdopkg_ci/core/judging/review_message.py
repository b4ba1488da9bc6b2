"""What the gate says in a review: the flattened causes, stable from pass to pass so that it is said
once.
"""

from __future__ import annotations

from rdopkg_ci.core.judging.judge import Ruling, TargetRuling
from rdopkg_ci.core.runs.verdict import Verdict
from rdopkg_ci.core.text.terminal import safe

HEADLINES = {
    Verdict.PASSED: 'phase1 passed.',
    Verdict.FAILED: 'phase1 failed.',
    Verdict.ERRORED: 'phase1 could not tell: a worker broke, more than once. A person has to look.',
    Verdict.DISABLED: 'phase1 tested nothing: every target is disabled. A person has to decide.',
}


NOT_SUBMITTED = 'Not submitted: '


def text(ruling: Ruling, problem: str = '', because: str = '') -> str:
    if problem:
        return safe(f'This is not a valid update.\n\n{problem}')
    blocks = [
        HEADLINES.get(ruling.verdict, 'phase1 goes on.'),
        *(_block(row) for row in ruling.targets),
    ]
    if because:
        blocks.append(f'{NOT_SUBMITTED}{because}')
    return safe('\n\n'.join(blocks))


def refusal(said: str) -> str:
    """The reason that `text` put into a message, empty where there is none."""
    return said.partition(NOT_SUBMITTED)[2].strip()


def _block(row: TargetRuling) -> str:
    head = f'{row.target}: {row.verdict.word}'
    if row.cause is None or row.verdict is Verdict.DISABLED:
        return head if row.verdict is Verdict.PASSED else f'{head}: {row.reason}'
    lines = [f'  {line.text}' for line in row.cause.lines]
    where = [row.report.url] if row.report else []
    return '\n'.join([f'{head} ({row.cause.blame.value}): {row.cause.summary}', *lines, *where])
