"""What `rdopkg ci` says of a command that there is not."""

from __future__ import annotations

import shlex
from collections.abc import Mapping, Sequence
from typing import NoReturn

from rdopkg_ci.core.text.suggestions import close
from rdopkg_ci.core.text.terminal import quoted, safe_line
from rdopkg_ci.errors import UsageError
from rdopkg_ci.menu import COMMANDS, listing

# How like a command a word must be.
LIKE = 0.6
# What people call things elsewhere, by what to type here.
_CALLED: Mapping[str, Sequence[str]] = {
    'rdopkg update FILE': ('submit', 'push', 'propose', 'new'),
    'rdopkg update FILE --id ID': ('edit', 'amend'),
    'rdopkg update --phase2': ('phase2', 'test'),
    'rdopkg update --phase2 --isolate': ('isolate', 'bisect'),
    'rdopkg ci status': ('list', 'ls', 'board'),
    'rdopkg ci status --log': ('log', 'logs'),
    'rdopkg ci status --watch': ('watch',),
    'rdopkg ci show WHAT': ('info', 'history', 'diff'),
    'rdopkg ci explain WHAT': ('why', 'cause'),
    'rdopkg ci gate': ('approve', 'vote', 'merge'),
    'rdopkg ci retry WHAT': ('rerun', 'recheck', 'restart'),
    'rdopkg ci withdraw ID --reason WHY': ('abandon', 'cancel', 'remove', 'rm', 'delete', 'drop'),
    'rdopkg ci revert ID --reason WHY': ('undo', 'back'),
    'rdopkg ci promote': ('publish', 'release', 'ship'),
}
_MEANT = {word: typed for typed, words in _CALLED.items() for word in words}


def unknown(command: str | None, arguments: Sequence[str] = ()) -> NoReturn:
    """Raises UsageError with what to type instead, where that can be known, else with the list."""
    if command is None:
        raise UsageError(f'which command?\n{listing()}')
    problem = f'there is no command {quoted(command)}'
    if command == 'update':
        typed = safe_line(shlex.join(['rdopkg', 'update', *arguments]))
        raise UsageError(f'{problem} of `rdopkg ci`', f'Leave out `ci`: `{typed}`')
    if command.lower() in _MEANT:
        raise UsageError(problem, f'You may mean `{_MEANT[command.lower()]}`.')
    begun = [name for name in COMMANDS if command and name.startswith(command.lower())]
    near = begun if len(begun) == 1 else close(command, COMMANDS, LIKE)[:1]
    if near:
        # Below the whole list nobody would see it.
        raise UsageError(f'{problem}, did you mean {near[0]!r}?', '`rdopkg ci help` lists them.')
    raise UsageError(f'{problem}\n{listing()}')
