"""What the gate says in a review: the flattened causes, the same from pass to pass, so that they
are said once. `review_reading` has it back.
"""

from __future__ import annotations

from collections.abc import Sequence

from rdopkg_ci.core.judging.ruling import Ruling, TargetRuling
from rdopkg_ci.core.judging.turn import Turn, Who
from rdopkg_ci.core.runs.verdict import Verdict
from rdopkg_ci.core.text.terminal import brief, safe, safe_line

HEADLINES = {
    Verdict.PASSED: 'phase1 passed.',
    Verdict.FAILED: 'phase1 failed.',
    Verdict.DISABLED: 'phase1 tested nothing: every target is disabled. A person has to decide.',
}
# With how much of it, and how often it was tried.
ERRORED = 'phase1 could not tell: '
# What people read in a review without a click, and what the server takes: a block has an empty line
# before it, a head and a link.
_LINES = 60
_FRAME = 3
# The headline, and what comes next with an empty line before it.
_AROUND = 3
_WIDTH = 200
# As many lines may tell of a green target.
_NOTES = 4
NOT_SUBMITTED, NEXT = 'Not submitted: ', 'Next: '


def with_next(said: str, turn: Turn) -> str:
    """The same for the eyes of people: with what comes next, where a person has to act."""
    if turn.who is Who.NOBODY or turn.goes_on:
        return said
    return f'{said}\n\n{NEXT}{safe_line(turn.told())}'


def text(ruling: Ruling, problem: str = '', because: str = '') -> str:
    """``problem`` says why the file is no update, ``because`` why the change was not submitted."""
    if problem:
        return safe(f'This is not a valid update.\n\n{problem}')
    room = _room(ruling.targets)
    blocks = [_headline(ruling), *(_block(row, room) for row in ruling.targets)]
    if because:
        blocks.append(f'{NOT_SUBMITTED}{because}')
    return safe('\n\n'.join(blocks))


def _headline(ruling: Ruling) -> str:
    if ruling.verdict is not Verdict.ERRORED:
        return HEADLINES.get(ruling.verdict, 'phase1 goes on.')
    errored = [row for row in ruling.targets if row.verdict is Verdict.ERRORED]
    attempts = {row.report.attempt for row in errored if row.report}
    tried = f'tried {"up to " if len(attempts) > 1 else ""}{_times(max(attempts, default=1))}'
    number = f'{len(errored)} target' if len(errored) == 1 else f'{len(errored)} targets'
    return f'{ERRORED}the run on {number} did not get through, {tried}.'


def _times(number: int) -> str:
    return 'once' if number == 1 else f'{number} times'


def _room(rows: Sequence[TargetRuling]) -> int:
    """How many lines each target may show of its cause, or of what is noted."""
    telling = sum(row.cause is not None or bool(_notes(row)) for row in rows)
    return max(0, _LINES - _AROUND - _FRAME * len(rows)) // max(1, telling)


def _block(row: TargetRuling, room: int) -> str:
    report = row.report
    attempt = f', attempt {report.attempt}' if report and report.attempt > 1 else ''
    head = f'{row.target}: {row.verdict.word}'
    if row.verdict is Verdict.PASSED:
        return '\n'.join([f'{head}{attempt}', *_cut(_notes(row), room)])
    if report is None or row.cause is None or row.verdict is Verdict.DISABLED:
        return f'{head}: {safe_line(row.reason)}'
    cause = row.cause
    summary = _line(cause.summary)
    head = f'{head}{attempt} ({cause.blame.value}, {cause.signature}): {summary}'
    shown = [_line(line.text).strip() for line in cause.lines]
    told = [f'  {line}' for line in shown if line not in ('', summary)][:room]
    return '\n'.join([head, *told, *filter(None, [report.where])])


def _notes(row: TargetRuling) -> Sequence[str]:
    """What people have to know of a green run."""
    notes = row.report.notes if row.report and row.verdict is Verdict.PASSED else ()
    return [_line(note).strip() for note in notes]


def _cut(notes: Sequence[str], room: int) -> Sequence[str]:
    """As many as there is room for, and how many more there are, so that cutting those once more
    changes nothing.
    """
    room = min(room, _NOTES)
    shown = [*notes[: room - 1], f'and {len(notes) - room + 1} more'] if room > 1 else notes[:room]
    return [f'  {note}' for note in (notes if len(notes) <= room else shown)]


def _line(text: str) -> str:
    return brief(safe_line(text), _WIDTH)
