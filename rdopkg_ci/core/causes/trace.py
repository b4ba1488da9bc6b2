"""The trace of a shell script (`set -x`): its last command is often all that a log says of a
failure.
"""

from __future__ import annotations

import re

from rdopkg_ci.core.causes.cause import Blame, Cause, Confidence, Line
from rdopkg_ci.core.causes.log import Log
from rdopkg_ci.core.causes.shape import fingerprint

SIGNATURE = 'script-ended'
# Not a record of PowerShell's, which begins its lines like that too.
_COMMAND = re.compile(r'^\++ (?P<command>(?!\s*(?:~|CategoryInfo |FullyQualifiedErrorId )).+)')
# With these a script ends well, or goes on elsewhere.
_HARMLESS = re.compile(r'(?:exit 0|exit|set [+-]|true|:|echo|popd|cd|return 0)\b|\w+=')
# How a script begins to handle an error, and how many commands that may take.
_HANDLES = re.compile(
    r'(?:exit_trap|err_trap|on_err(?:or)?|error_handler|err_?exit|die|fail\w*|abort\w*'
    r'|add_status error|cleanup_on_\w+)\b'
    r'|local (?:rc?|code|ret|status|exit_code|err)=[1-9]|\[\[? [1-9]\d{0,2} -(?:ne|gt) 0',
)
HANDLED = 40


def last_command(log: Log) -> Line | None:
    """The last command that the end of the log shows before a trap or a handler of errors takes
    over; None when it shows none.
    """
    commands = _commands(log)
    handled = next((at for at, line in enumerate(commands) if _HANDLES.match(line.text)), 0)
    return commands[handled - 1] if commands else None


def _commands(log: Log) -> list[Line]:
    """The last ones, in order."""
    tail = log.tail.removesuffix(b'\n').split(b'\n')
    first = log.lines - len(tail) + 1
    matches = ((n, _COMMAND.match(log.bare(raw))) for n, raw in enumerate(tail, first))
    return [Line(n, match['command']) for n, match in matches if match][-HANDLED:]


def may_fail(bare: str) -> bool:
    """Whether the line shows a command that can fail without a word."""
    match = _COMMAND.match(bare)
    return match is not None and not _HARMLESS.match(match['command'])


def ended(log: Log) -> Cause | None:
    """The cause when the very last thing in a log is a command that can have failed without
    a word.
    """
    commands, command = _commands(log), last_command(log)
    said_last = [n for n, _ in log.last(1)]
    if command is None or [commands[-1].n] != said_last or _HARMLESS.match(command.text):
        return None
    summary = f'the script ended with its last command: {command.text}'
    return Cause(
        summary,
        'script',
        Blame.TEST,
        SIGNATURE,
        (Line(command.n, f'+ {command.text}'),),
        fingerprint=fingerprint(SIGNATURE, command.text),
        confidence=Confidence.GUESS,
    )
