"""What went wrong, in a line."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rdopkg_ci.core.causes import reason
from rdopkg_ci.core.causes.candidates import Candidate
from rdopkg_ci.core.causes.cause import Line
from rdopkg_ci.core.causes.log import Log
from rdopkg_ci.core.causes.trace import last_command
from rdopkg_ci.core.text.terminal import safe_line

ENOUGH, TAIL = 240, 90
_GOAL = re.compile(
    r'Failed to execute goal (?:[\w.-]+:)?([\w-]+:)[\w.-]+:([\w-]+) \([\w-]+\) on project [\w-]+: '
)
_LOG = re.compile(rb'(?<![\w./-])((?:[\w.-]*/)*[\w.-]+\.log)\b')


def summary(primary: Candidate, log: Log, proof: Sequence[Line]) -> str:
    """The cause's line, opened where it holds a blob; or that the log does not hold the cause, what
    was last said before it failed, and which other log it names.
    """
    again = f' ({primary.times} times)' if primary.times > 1 else ''
    if primary.is_wrapper:
        named = [match.decode('utf-8', 'replace') for match in _LOG.findall(log.tail)]
        where = f'; it names {safe_line(named[-1])}' if named else ''
        command = last_command(log)
        last = f'; its last command was {command.text}' if command and command.n < primary.n else ''
        said = (
            f'; last it said {_bare(proof[0], log)}' if not last and proof[0].n != primary.n else ''
        )
        return f'the log does not hold the cause, only: {primary.bare}{last}{said}{where}{again}'
    said = told(primary)
    if said.endswith(':'):
        # What it announces is in the line below.
        said = ' '.join(
            [said, *(_bare(line, log) for line in proof[1:2] if line.n - primary.n in (1, 2))]
        )
    return f'{_shortened(said)}{again}'


def _bare(line: Line, log: Log) -> str:
    return log.bare(line.text.encode('utf-8', 'replace'))


def told(primary: Candidate) -> str:
    """The cause's line with the reason and with what failed, where other lines tell those."""
    why, more, what = reason.why(primary), reason.detail(primary), reason.what(primary)
    said = _opened(primary)
    if why and why[0].said not in said:
        said = f'{_head(said)}: {why[0].said}'
    if more and more.said not in said:
        said = f'{said.rstrip(":")}: {more.said}'
    return safe_line(f'{said} ({what.said})' if what and what.said not in said else said)


def _opened(primary: Candidate) -> str:
    """The line; of the answer of an Ansible module what it says."""
    said = reason.opened(primary)
    return f'{_head(primary.bare)}: {said}' if said else primary.bare


def _head(said: str) -> str:
    return said.partition(' => ')[0].rstrip(':')


def _shortened(said: str) -> str:
    """Without what Maven says of each goal that fails, and without its middle where it is long:
    what matters most is often said last.
    """
    said = _GOAL.sub(r'\1\2: ', said).removesuffix(' -> [Help 1]')
    return said if len(said) <= ENOUGH else f'{said[: ENOUGH - TAIL]} … {said[-TAIL:]}'
