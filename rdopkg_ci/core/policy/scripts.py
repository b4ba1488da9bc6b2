"""What keeps the programs of a policy's steps from being started."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from rdopkg_ci.core.phase import PHASES
from rdopkg_ci.core.policy.policy import Policy
from rdopkg_ci.core.text.terminal import safe_line
from rdopkg_ci.errors import Problem

# In bytes: what the kernel reads of a file to find its interpreter.
HEAD = 256
_ELF = b'\x7fELF'


class Script(NamedTuple):
    """A file beside the policy; ``head`` is how it begins, None where nobody looked."""

    is_executable: bool
    head: bytes | None


def anywhere(program: str) -> bool:
    """Nobody knows what the machines have that run it."""
    return True


def wrong(
    policy: Policy,
    look: Callable[[str], Script | None],
    is_here: Callable[[str], bool] = anywhere,
) -> Iterator[Problem]:
    """With the lines of the policy; ``look`` gives what lies at a path beside it, None for no file,
    and ``is_here`` says whether the machine has a program.
    """
    for phase in PHASES:
        for step in policy.phase(phase).steps:
            why = _why(look(step.script), is_here) if step.script else ''
            if step.program and not is_here(step.program):
                why = 'is not on this machine'
            if why:
                what = f'{phase}: step {step.name} cannot be started'
                yield Problem(step.line, f'{what}: {safe_line(step.script or step.program)} {why}')


def _why(script: Script | None, is_here: Callable[[str], bool]) -> str:
    if script is None:
        return 'is no file beside the policy'
    if not script.is_executable:
        return 'is not executable'
    return '' if script.head is None else _interpreter(script.head, is_here)


def _interpreter(head: bytes, is_here: Callable[[str], bool]) -> str:
    """What is wrong with the first line."""
    if head.startswith(_ELF):
        return ''
    first, newline, _ = head.partition(b'\n')
    words = first[2:].split()
    if not first.startswith(b'#!') or not words:
        return 'names no interpreter: its first line has to be one such as #!/bin/sh'
    if newline and first.endswith(b'\r'):
        return 'has the line ends of Windows, and so names no interpreter that there is'
    if not words[0].startswith(b'/'):
        return 'names its interpreter without the whole path'
    named = words[0].decode('utf-8', 'surrogateescape')
    return '' if is_here(named) else f'asks for {safe_line(named)}, which is not on this machine'
