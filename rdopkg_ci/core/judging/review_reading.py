"""What the gate once said in a review, read back.

What has been said of a revision is evidence that outlives the runs: `parse` gives the reports that
`review_message.text` was made of, as far as it shows them, and the same text comes of these again.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from rdopkg_ci.core.causes.cause import Blame, Cause, Line
from rdopkg_ci.core.judging.report import Report
from rdopkg_ci.core.judging.review_message import ERRORED, HEADLINES, NEXT, NOT_SUBMITTED
from rdopkg_ci.core.runs.verdict import Verdict
from rdopkg_ci.core.target import Target

_HEAD = re.compile(
    r'(?P<target>\S+/\S+): (?P<verdict>passed|failed|errored)'
    r'(?:, attempt (?P<attempt>\d{1,6}))?'
    r'(?: \((?P<blame>\w+), (?P<signature>[^)\s]*)\): (?P<summary>.*))?'
)


def refusal(said: str) -> str:
    """The reason that `text` put into a message, empty where there is none."""
    return said.partition(NOT_SUBMITTED)[2].partition(f'\n\n{NEXT}')[0].strip()


class Said(NamedTuple):
    """A message of `review_message.text` read back; ``is_whole`` says that it has a report of every
    target, as it has not of those that were disabled.
    """

    verdict: Verdict
    reports: Mapping[Target, Report]
    is_whole: bool


def parse(said: str) -> Said | None:
    """What such a message says; None for any other message."""
    headline, *blocks = said.split('\n\n')
    verdict = next((one for one, known in HEADLINES.items() if known == headline), None)
    if headline.startswith(ERRORED):
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
    notes = _told(lines[1:]) if verdict is Verdict.PASSED else ()
    return Report(target, int(found['attempt'] or 1), verdict, url, cause, notes=notes)


def _told(lines: Sequence[str]) -> tuple[str, ...]:
    """The lines that are neither a head nor an address."""
    return tuple(line.strip() for line in lines if line.startswith(' '))


def _cause(found: re.Match[str], lines: Sequence[str]) -> Cause:
    """The lines have lost their numbers, which a message does not show."""
    shown = tuple(Line(0, line) for line in _told(lines))
    return Cause(found['summary'], '', Blame(found['blame']), found['signature'], shown)
