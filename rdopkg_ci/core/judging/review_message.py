"""What the gate says in a review, and what it once said read back.

The flattened causes, the same from pass to pass, so that they are said once. What has been said of
a revision is evidence that outlives the runs: `parse` gives the reports that `text` was made of,
as far as it shows them, and the same text comes of these again.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from rdopkg_ci.core.causes.cause import Blame, Cause, Line
from rdopkg_ci.core.judging.report import Report
from rdopkg_ci.core.judging.ruling import Ruling, TargetRuling
from rdopkg_ci.core.judging.turn import Turn, Who
from rdopkg_ci.core.runs.verdict import Verdict
from rdopkg_ci.core.target import Target
from rdopkg_ci.core.text.terminal import brief, safe, safe_line

HEADLINES = {
    Verdict.PASSED: 'phase1 passed.',
    Verdict.FAILED: 'phase1 failed.',
    Verdict.DISABLED: 'phase1 tested nothing: every target is disabled. A person has to decide.',
}
# With how much of it, and how often it was tried.
_ERRORED = 'phase1 could not tell: '
# What people read in a review without a click, and what the server takes: a block has an empty line
# before it, a head and a link.
_LINES = 60
_FRAME = 3
# The headline, and what comes next with an empty line before it.
_AROUND = 3
_WIDTH = 200
NOT_SUBMITTED, NEXT = 'Not submitted: ', 'Next: '
_HEAD = re.compile(
    r'(?P<target>\S+/\S+): (?P<verdict>passed|failed|errored)'
    r'(?:, attempt (?P<attempt>\d{1,6}))?'
    r'(?: \((?P<blame>\w+), (?P<signature>[^)\s]*)\): (?P<summary>.*))?'
)


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
    return f'{_ERRORED}the run on {number} did not get through, {tried}.'


def _times(number: int) -> str:
    return 'once' if number == 1 else f'{number} times'


def refusal(said: str) -> str:
    """The reason that `text` put into a message, empty where there is none."""
    return said.partition(NOT_SUBMITTED)[2].partition(f'\n\n{NEXT}')[0].strip()


def _room(rows: Sequence[TargetRuling]) -> int:
    """How many lines of its cause each red target may show."""
    red = sum(row.cause is not None for row in rows)
    return max(0, _LINES - _AROUND - _FRAME * len(rows)) // max(1, red)


def _block(row: TargetRuling, room: int) -> str:
    report = row.report
    attempt = f', attempt {report.attempt}' if report and report.attempt > 1 else ''
    head = f'{row.target}: {row.verdict.word}'
    if row.verdict is Verdict.PASSED:
        return f'{head}{attempt}'
    if report is None or row.cause is None or row.verdict is Verdict.DISABLED:
        return f'{head}: {safe_line(row.reason)}'
    cause = row.cause
    summary = _line(cause.summary)
    head = f'{head}{attempt} ({cause.blame.value}, {cause.signature}): {summary}'
    shown = [_line(line.text).strip() for line in cause.lines]
    told = [f'  {line}' for line in shown if line not in ('', summary)][:room]
    return '\n'.join([head, *told, *filter(None, [report.where])])


def _line(text: str) -> str:
    return brief(safe_line(text), _WIDTH)


class Said(NamedTuple):
    """A message of `text` read back; ``is_whole`` says that it has a report of every target, as it
    has not of those that were disabled.
    """

    verdict: Verdict
    reports: Mapping[Target, Report]
    is_whole: bool


def parse(said: str) -> Said | None:
    """What a message of `text` says; None for any other message."""
    headline, *blocks = said.split('\n\n')
    verdict = next((one for one, known in HEADLINES.items() if known == headline), None)
    if headline.startswith(_ERRORED):
        verdict = Verdict.ERRORED
    if verdict is None:
        return None
    more = (NOT_SUBMITTED, NEXT)
    found = [_report(block.split('\n')) for block in blocks if not block.startswith(more)]
    reports = {report.target: report for report in found if report}
    return Said(verdict, reports, len(reports) == len(found) > 0)


def _report(lines: Sequence[str]) -> Report | None:
    found = _HEAD.fullmatch(lines[0])
    if found is None:
        return None
    try:
        target, verdict = Target.parse(found['target']), Verdict[found['verdict'].upper()]
        cause = _cause(found, lines[1:]) if found['blame'] else None
    except ValueError:
        return None
    url = next((line for line in lines[1:] if not line.startswith(' ')), '')
    return Report(target, int(found['attempt'] or 1), verdict, url, cause)


def _cause(found: re.Match[str], lines: Sequence[str]) -> Cause:
    """The lines have lost their numbers, which a message does not show."""
    shown = tuple(Line(0, line.strip()) for line in lines if line.startswith(' '))
    return Cause(found['summary'], '', Blame(found['blame']), found['signature'], shown)
