"""What went wrong, in a line."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from rdopkg_ci.core.causes import clean
from rdopkg_ci.core.causes.candidates import Candidate
from rdopkg_ci.core.causes.cause import Line
from rdopkg_ci.core.causes.scan import Scanned
from rdopkg_ci.core.causes.trace import last_command
from rdopkg_ci.core.text.terminal import safe_line

# The answer of an Ansible module: what the program itself said counts more than that it failed.
_BLOBS = tuple(
    re.compile(rf'"{key}": ("(?:[^"\\]|\\.){{1,4000}}")')
    for key in ('stderr', 'msg', 'module_stderr', 'stdout')
)
ENOUGH = 240
_DULL = re.compile(r'non-zero return code|MODULE FAILURE')
_LOG = re.compile(rb'(?<![\w./-])((?:[\w.-]*/)*[\w.-]+\.log)\b')


def summary(primary: Candidate, scanned: Scanned, proof: Sequence[Line]) -> str:
    """The cause's line, opened where it holds a blob; or that the log does not hold the cause, what
    was last said before it failed, and which other log it names.
    """
    again = f' ({primary.times} times)' if primary.times > 1 else ''
    if primary.is_wrapper:
        named = [match.decode('utf-8', 'replace') for match in _LOG.findall(scanned.tail)]
        where = f'; it names {safe_line(named[-1])}' if named else ''
        command = last_command(scanned)
        last = f'; its last command was {command.text}' if command and command.n < primary.n else ''
        said = (
            f'; last it said {clean.bare(proof[0].text)}'
            if not last and proof[0].n != primary.n
            else ''
        )
        return f'the log does not hold the cause, only: {primary.bare}{last}{said}{where}{again}'
    said = _opened(primary.bare)
    if said.endswith(':'):
        # What it announces is in the line below.
        said = ' '.join(
            [said, *(clean.bare(line.text) for line in proof[1:2] if line.n - primary.n in (1, 2))]
        )
    return f'{said if len(said) <= ENOUGH else said[:ENOUGH] + "…"}{again}'


def _opened(bare: str) -> str:
    if '=> {' not in bare:
        return bare
    head, _, blob = bare.partition(' => {')
    for pattern in _BLOBS:
        match = pattern.search(blob)
        try:
            said = str(json.loads(match[1])).strip() if match else ''
        except ValueError:
            continue
        if said and not _DULL.search(said):
            return safe_line(f'{head}: {said.splitlines()[-1]}')
    return bare
