"""Run a program: arguments as a list, never a shell; a time limit always; the caller names the
failure.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from rdopkg_ci.core.text.terminal import quoted, safe
from rdopkg_ci.errors import CiError, MissingTool


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
    merged = {**os.environ, **(env or {})}
    try:
        done = subprocess.run(
            arguments,
            cwd=cwd,
            env={name: value for name, value in merged.items() if value is not None},
            input=stdin,
            capture_output=True,
            timeout=timeout,
            check=False,
        )
    except FileNotFoundError as error:
        raise MissingTool(
            f'{arguments[0]} is not installed', f'Install {arguments[0]} and run this again.'
        ) from error
    except subprocess.TimeoutExpired as error:
        raise CiError(f'{arguments[0]} did not end within {timeout:g} seconds') from error
    result = Done(done.returncode, done.stdout, done.stderr)
    if result.code not in codes:
        raise CommandFailed(arguments, result)
    return result
