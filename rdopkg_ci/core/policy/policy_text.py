"""Edits of the text of a policy that keep every other byte, comments above all."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace

from rdopkg_ci.core.policy import policy_file
from rdopkg_ci.core.policy.policy import Disable
from rdopkg_ci.core.policy.policy_file import POLICY
from rdopkg_ci.core.text.characters import forbidden
from rdopkg_ci.core.yaml import document
from rdopkg_ci.core.yaml.nodes import Entry, ListNode, MappingNode
from rdopkg_ci.core.yaml.problems import Problems
from rdopkg_ci.errors import InvalidInput

HINT = (
    f'Edit {POLICY} in a clone of the rdo-update repo: one line `- {{target: …}}` below `disabled:`'
    ' for each disable.'
)
_KEY = re.compile(r"""(["']?disabled["']?[ \t]*:)(?:[ \t]*(?:\[[ \t]*\]|~|null)(?=\s|$))?""")
_DASH = re.compile(r'([ \t]*)-(?=\s|$)')


def with_disable(text: str, disable: Disable) -> str:
    """The text with one more disable; raises InvalidInput where that cannot be done safely."""
    _check(disable)
    old = policy_file.parse(text.encode(), POLICY)
    lines, end, entry = (
        text.splitlines(keepends=True),
        '\r\n' if '\r\n' in text else '\n',
        _entry(text),
    )
    if entry is None:
        edited = [*_ended(lines, end), f'disabled:{end}', f'  {_item(disable)}{end}']
    elif isinstance(entry.value, ListNode) and entry.value.items:
        last, dash = entry.value.items[-1].end, _dash(lines, entry, 0)
        indent = match[1] if (match := _DASH.match(lines[dash - 1])) else '  '
        edited = [*_ended(lines[:last], end), f'{indent}{_item(disable)}{end}', *lines[last:]]
    else:
        at = entry.key.line
        lines[at - 1] = _KEY.sub(r'\1', lines[at - 1], count=1)
        edited = [*_ended(lines[:at], end), f'  {_item(disable)}{end}', *lines[at:]]
    return _proved(''.join(edited), replace(old, disabled=(*old.disabled, disable)))


def without(text: str, is_meant: Callable[[Disable], bool]) -> str:
    """The text without the disables that are meant; raises InvalidInput where that cannot be done
    safely.
    """
    old = policy_file.parse(text.encode(), POLICY)
    kept = tuple(disable for disable in old.disabled if not is_meant(disable))
    entry = _entry(text)
    if kept == old.disabled or entry is None or not isinstance(entry.value, ListNode):
        return text
    lines = text.splitlines(keepends=True)
    if not kept:
        lines[entry.key.line - 1] = _KEY.sub(r'\1 []', lines[entry.key.line - 1], count=1)
    for at, disable in reversed(list(enumerate(old.disabled))):
        if is_meant(disable):
            del lines[_dash(lines, entry, at) - 1 : entry.value.items[at].end]
    return _proved(''.join(lines), replace(old, disabled=kept))


def _item(disable: Disable) -> str:
    reason, owner, signature = (
        json.dumps(text, ensure_ascii=False)
        for text in (disable.reason, disable.owner, disable.signature)
    )
    words = [
        f'target: {disable.target}',
        f'reason: {reason}',
        f'owner: {owner}',
        f'until: {disable.until}',
    ]
    words += [f'phase: {disable.phase}'] if disable.phase else []
    words += [f'signature: {signature}'] if disable.signature else []
    return f'- {{{", ".join(words)}}}'


def _check(disable: Disable) -> None:
    """The values that come from a command line: what is wrong with them is not the file's fault."""
    values = {'reason': disable.reason, 'owner': disable.owner}
    problems = [f'the {key} is empty' for key, value in values.items() if not value.strip()]
    bad = {
        key: 'a line break' if '\n' in value else forbidden(value) for key, value in values.items()
    }
    problems += [f'the {key} holds {what}; remove it' for key, what in bad.items() if what]
    if problems:
        raise InvalidInput(f'the disable of {disable.target}:', tuple(problems))


def _entry(text: str) -> Entry | None:
    root = document.load(text.encode(), Problems(POLICY))
    entries = root.entries if isinstance(root, MappingNode) else ()
    return next((entry for entry in entries if entry.key.text == 'disabled'), None)


def _dash(lines: list[str], entry: Entry, at: int) -> int:
    """The line of the dash before an item, which may stand alone above it."""
    assert isinstance(entry.value, ListNode)
    line = entry.value.items[at].line
    while line > entry.key.line and not _DASH.match(lines[line - 1]):
        line -= 1
    return line


def _ended(lines: list[str], end: str) -> list[str]:
    """The lines with the last one ended."""
    return [*lines[:-1], lines[-1].rstrip('\r\n') + end] if lines else []


def _proved(text: str, wanted: object) -> str:
    """The text, if it says what is wanted."""
    try:
        if policy_file.parse(text.encode(), POLICY) == wanted:
            return text
    except InvalidInput as error:
        raise InvalidInput(f'{POLICY}, edited:', error.problems, HINT) from error
    raise InvalidInput(
        f'{POLICY}:',
        ('its list of disables is written in a way that cannot be edited safely',),
        HINT,
    )
