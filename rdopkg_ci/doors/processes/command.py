"""Run a program: arguments as a list, never a shell; a time limit always; the caller names the
failure.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from rdopkg_ci.core.text.terminal import quoted, safe
from rdopkg_ci.doors import processes
from rdopkg_ci.errors import CiError, MissingTool

# The variables that hold the passwords of servers; no other program needs them.
SECRET = re.compile(r'RDOPKG_CI_\w+_(?:TOKEN|PASSWORD)')

# Also those of a program that a signal ended: who says so looks at what came of it.
ANY_CODE = range(-64, 256)


class Done(NamedTuple):
    code: int
    out: bytes
    err: bytes

    @property
    def text(self) -> str:
        return self.out.decode('utf-8', 'replace').rstrip('\n')


class CommandFailed(CiError):
    """A program ended with a code we did not expect; carries what it said."""

    def __init__(self, arguments: Sequence[str], done: Done) -> None:
        said = safe((done.err or done.out).decode('utf-8', 'replace')).strip()
        super().__init__(
            f'{arguments[0]} {quoted(" ".join(arguments[1:]), 200)} ended with code {done.code}:'
            f' {said[-2000:]}'
        )
        self.done = done


def run(
    *arguments: str,
    cwd: Path | None = None,
    env: Mapping[str, str | None] | None = None,
    stdin: bytes = b'',
    timeout: float = 300.0,
    codes: Sequence[int] = (0,),
) -> Done:
    """The program's output; ``env`` adds to the environment, where None removes; ``timeout`` is in
    seconds.

    Raises CommandFailed on an exit code not in ``codes``, MissingTool when the program is not
    installed, CiError when it takes too long.
    """
    try:
        process = subprocess.Popen(
            arguments,
            cwd=cwd,
            env=environment(env),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
    except FileNotFoundError as error:
        raise MissingTool(
            f'{arguments[0]} is not installed', f'Install {arguments[0]} and run this again.'
        ) from error
    with process:
        result = _wait(process, arguments[0], stdin, timeout)
    if result.code not in codes:
        raise CommandFailed(arguments, result)
    return result


def environment(changes: Mapping[str, str | None] | None = None) -> Mapping[str, str]:
    """Ours with the changes, and without the passwords that are for our own doors."""
    ours = {name: value for name, value in os.environ.items() if not SECRET.fullmatch(name)}
    merged = {**ours, **(changes or {})}
    return {name: value for name, value in merged.items() if value is not None}


def _wait(process: subprocess.Popen[bytes], name: str, stdin: bytes, timeout: float) -> Done:
    try:
        out, err = process.communicate(stdin, timeout)
    except subprocess.TimeoutExpired as error:
        raise CiError(f'{name} did not end within {timeout:g} seconds') from error
    finally:
        if process.returncode is None:
            # Its children hold our pipes, and would be waited for.
            processes.end_tree(process.pid)
    return Done(process.returncode, out, err)
