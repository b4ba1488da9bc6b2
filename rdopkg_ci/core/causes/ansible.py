"""The answer of an Ansible module that failed: on one line, or over many as a callback writes it;
what in it says why.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

# How many bytes of an answer are read.
LONG = 12_000
# In this order: what a program itself said, what the module says, what is left.
KEYS = ('stderr', 'msg', 'module_stderr', 'reason', 'exception', 'stdout', 'module_stdout')
_BLOBS = {key: re.compile(rf'"{key}": ("(?:[^"\\]|\\.){{1,8000}}"?)') for key in KEYS}
# What a module of packages only announces, and the list that says it.
_SOME = 'Failed to install some of the specified packages'
_FAILURES = re.compile(r'"failures": \[("(?:[^"\\]|\\.){1,2000}"?)')
_DULL = re.compile(
    r'non-zero return code|MODULE FAILURE|^\s*$|All items completed|One or more items failed'
    r'|See stdout/stderr for the exact|DeprecationWarning'
    r'|^\W*(?:WARN|DEPRECAT|\[WARN|\[DEPRECAT|warning:|Warning:)'
    r'|^\++ |^(?:Cloning into|Traceback \(most recent|Note: |Last metadata|Loaded plugins)'
    r'|^(?:File "|Shared connection to|OpenSSH|debug\d: |Module failed|(?:SUDO|BECOME)-SUCCESS-)'
    r'|^(?:The module failed to execute correctly|Unexpected failure during module|Module result'
    r' deserialization failed|\(traceback unavailable)|^[\W\d]*$',
)
_TELLING = re.compile(
    r'[Ee]rror|ERROR|[Ff]ail|FATAL|[Ff]atal|[Cc]annot|[Cc]ould not|[Uu]nable|[Nn]ot found'
    r'|[Nn]o such|[Ii]nvalid|[Uu]nexpected|[Uu]nknown|[Uu]nrecogni|[Dd]enied|[Rr]efused'
    r'|[Tt]imed out|[Mm]issing|[Nn]o package|[Nn]o match|not (?:match|exist)|[Uu]nsupported'
    r'|must be|is not',
)
_EXCEPTION = re.compile(
    r'^(?:[\w.]{1,200}\.)?[A-Z]\w*(?:Error|Exception|Failure|Exit|NotFound)\b'
    r'|^(?:[a-z_]\w{0,60}\.){1,9}[A-Z]\w{1,60}(?:: |$)',
)
# Where the answer of a task is over.
OVER = re.compile(
    r'(?:TASK|PLAY|RUNNING HANDLER|NO MORE HOSTS|HANDLER) ?\b|(?:ok|changed|skipping|fatal|failed'
    r'|included|rescued|unreachable): ?\[|\.\.\.ignoring|PLAYBOOK|FATAL: |to retry, use: ',
)
# A key of an answer written over many lines: JSON, YAML, or the words of the debug callback.
_TOLD = 'stderr|msg|module_stderr|reason|exception|stdout|module_stdout'
_UNTOLD = (
    'stderr_lines|stdout_lines|cmd|rc|start|end|delta|changed|results|failed|invocation|attempts'
    '|item|warnings|diff|state|status|ansible_[a-z_]{1,30}'
)
_KEY = re.compile(
    r'\s*(?:"(?P<json>[a-z_]{1,30})": (?P<value>"(?:[^"\\]|\\.){0,8000}"?)'
    rf'|(?P<yaml>{_TOLD}|{_UNTOLD}):(?: (?P<rest>.*))?$'
    rf'|(?P<caps>{_TOLD.upper()}):$)',
)
# Its text begins in the next line.
_BLOCK = ('|-', '|', '>-', '>', "''", '""')


class ModuleAnswer(NamedTuple):
    """``at`` counts lines from the one that tells of the failure, ``raw`` is the line."""

    at: int
    raw: bytes
    said: str


def opened(blob: str) -> str:
    """What an answer on one line says; empty when it says nothing."""
    values = {key: _lines(match[1]) for key in KEYS if (match := _BLOBS[key].search(blob))}
    best = {key: _announced(values[key]) for key in values}
    ranked = [best[key] for key in KEYS if best.get(key)]
    said = next((said for said in ranked if _TELLING.search(said)), ranked[0] if ranked else '')
    listed = _FAILURES.search(blob) if said == _SOME else None
    return f'{said}: {_value(listed[1])}' if listed else said


def _announced(lines: list[str]) -> str:
    """The line that says what went wrong, with the one below when it only announces that."""
    said = telling(lines)
    below = [line.strip() for line in lines]
    if not said.endswith(':'):
        return said
    return next((f'{said} {line}' for line in below[below.index(said) + 1 :] if line.strip()), said)


def telling(lines: list[str]) -> str:
    """The first line that says what went wrong; of a trace its last."""
    bare = [line.strip() for line in lines]
    if any(line.startswith('Traceback (most recent') for line in bare):
        raised = [line for line in bare if _EXCEPTION.match(line)]
        if raised:
            return raised[-1]
    said = [line for line in bare if not _DULL.search(line)]
    return next((line for line in said if _TELLING.search(line)), said[0] if said else '')


def reasons(after: bytes, bare_of: Callable[[bytes], str]) -> list[ModuleAnswer]:
    """The lines of an answer over many lines that say why; none when it is on one line."""
    values: dict[str, list[ModuleAnswer]] = {}
    for key, said in _entries(after, bare_of):
        values.setdefault(key, []).append(said)
    best = []
    for key in KEYS:
        held = values.get(key, [])
        told = telling([said.said for said in held])
        best += [said for said in held if told and said.said.strip() == told][:1]
        if told.endswith(':'):
            # What it announces is in the line below.
            best += held[held.index(best[-1]) + 1 :][:1]
    best.sort(key=lambda said: said.said.endswith(':') or not _TELLING.search(said.said))
    return best[:2]


def _entries(after: bytes, bare_of: Callable[[bytes], str]) -> Iterator[tuple[str, ModuleAnswer]]:
    """Each line of an answer with the key that it belongs to."""
    key = ''
    for at, raw in enumerate(after.split(b'\n'), 1):
        bare = bare_of(raw)
        if OVER.match(bare):
            return
        match = _KEY.match(bare)
        if match is None:
            if bare and key:
                yield key, ModuleAnswer(at, raw, bare)
            continue
        key = (match['json'] or match['yaml'] or match['caps']).lower()
        if match['json']:
            for line in _lines(match['value']):
                yield key, ModuleAnswer(at, raw, line)
            key = ''
        elif match['rest'] and match['rest'] not in _BLOCK:
            yield key, ModuleAnswer(at, raw, match['rest'].strip('\'"'))


def _lines(quoted: str) -> list[str]:
    value = _value(quoted)
    if 'Traceback (most recent' in value:
        # It may be written as a program would.
        value = value.strip('\'"').replace('\\n', '\n').replace("\\'", "'")
    return value.splitlines()


def _value(quoted: str) -> str:
    try:
        return str(json.loads(quoted))
    except ValueError:
        return quoted.strip('"').replace('\\n', '\n').replace('\\"', '"')
