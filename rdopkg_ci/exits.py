"""With which exit codes each command may end. rdopkg imports this at every start."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import NoReturn

INTERRUPTED = 130

_MEANINGS = {
    0: 'all green or done',
    1: 'the tool, the network or a server failed',
    2: 'wrong usage or invalid input',
    3: 'CI is red',
    4: 'not authorised',
    8: 'not finished yet',
    INTERRUPTED: 'interrupted; runs go on',
    143: 'told to end; runs go on',
}
# Beyond those that every command may end with.
OF_COMMANDS: Mapping[str, tuple[int, ...]] = {
    'status': (3, 4, 8),
    'show': (4,),
    'gate': (4, 8),
    'retry': (4,),
    'withdraw': (4,),
    'revert': (4,),
    'promote': (3, 4, 8),
    'verify': (3, 4),
    'check': (3, 4),
    'clean': (4,),
    'explain': (4,),
    'topic': (4,),
    'policy': (4,),
    'disable': (4,),
    'enable': (4,),
    'jobs': (4, 8),
    'doctor': (4,),
    'completion': (),
    'run': (3, 4),
}
OF_UPDATE = EVERY = (3, 4, 8)


def meanings(beyond: Iterable[int]) -> Sequence[tuple[int, str]]:
    """Those that a command may end with, ``beyond`` the usual ones, in order."""
    usual = (0, 1, 2, INTERRUPTED, 143)
    return [(code, _MEANINGS[code]) for code in sorted({*usual, *beyond})]


def told(beyond: Iterable[int]) -> str:
    """The same as a table."""
    lines = (f'  {code:3}  {meaning}' for code, meaning in meanings(beyond))
    return '\n'.join(['exit codes:', *lines])


def interrupted(as_json: bool = False) -> NoReturn:
    """End as who was interrupted before anything was done, while modules were imported."""
    if as_json:
        print(f'{{"error": {{"message": "interrupted", "hint": "", "exit_code": {INTERRUPTED}}}}}')
    print('interrupted', file=sys.stderr)
    raise SystemExit(INTERRUPTED)
