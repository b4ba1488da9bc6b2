"""The trace of a shell script (`set -x`): its last command is often all that a log says of a
failure.
"""

from __future__ import annotations

import re

from rdopkg_ci.core.causes import clean
from rdopkg_ci.core.causes.cause import Blame, Cause, Confidence, Line
from rdopkg_ci.core.causes.log import Log
from rdopkg_ci.core.causes.shape import fingerprint

SIGNATURE = 'script-ended'
# Not a record of PowerShell's, which begins its lines like that too.
_COMMAND = re.compile(r'^\++ (?P<command>(?!\s*(?:~|CategoryInfo |FullyQualifiedErrorId )).+)')
# With these a script ends well, or goes on elsewhere.
_HARMLESS = re.compile(r'(?:exit 0|exit|set [+-]|true|:|echo|popd|cd|return 0)\b|\w+=')


def last_command(log: Log) -> Line | None:
    """The last command that the end of the log shows; None when it shows none."""
    tail = log.tail.removesuffix(b'\n').split(b'\n')
    for back, raw in enumerate(reversed(tail)):
        match = _COMMAND.match(clean.bare(clean.shown(raw)))
        if match:
            return Line(log.lines - back, match['command'])
    return None


def may_fail(bare: str) -> bool:
    """Whether the line shows a command that can fail without a word."""
    match = _COMMAND.match(bare)
    return match is not None and not _HARMLESS.match(match['command'])


def ended(log: Log) -> Cause | None:
    """The cause when the very last thing in a log is a command that can have failed without
    a word.
    """
    command = last_command(log)
    if command is None or command.n != log.lines or _HARMLESS.match(command.text):
        return None
    summary = f'the script ended with its last command: {command.text}'
    return Cause(
        summary,
        'script',
        Blame.TEST,
        SIGNATURE,
        (command,),
        fingerprint=fingerprint(SIGNATURE, command.text),
        confidence=Confidence.GUESS,
    )
