"""What the gate says in a review: the flattened causes, stable from pass to pass so that it is said once."""

from __future__ import annotations

from rdopkg_ci.core.judge import Ruling, TargetRuling
from rdopkg_ci.core.terminal import safe
from rdopkg_ci.core.verdict import Verdict

HEADLINES = {
    Verdict.PASSED: 'phase1 passed.',
    Verdict.FAILED: 'phase1 failed.',
    Verdict.ERRORED: 'phase1 could not tell: a worker broke, more than once. A person has to look.',
    Verdict.DISABLED: 'phase1 tested nothing: every target is disabled. A person has to decide.',
}


def text(ruling: Ruling, problem: str = '', refusal: str = '') -> str:
    if problem:
        return safe(f'This is not a valid update.\n\n{problem}')
    blocks = [HEADLINES.get(ruling.verdict, 'phase1 goes on.'), *(_block(row) for row in ruling.targets)]
    if refusal:
        blocks.append(f'Not submitted: {refusal}')
    return safe('\n\n'.join(blocks))


def _block(row: TargetRuling) -> str:
    head = f'{row.target}: {row.verdict.word}'
    if row.cause is None:
        return head if row.verdict is Verdict.PASSED else f'{head}: {row.reason}'
    lines = [f'  {line.text}' for line in row.cause.lines]
    where = [row.report.url] if row.report else []
    return '\n'.join([f'{head} ({row.cause.blame.value}): {row.cause.summary}', *lines, *where])
