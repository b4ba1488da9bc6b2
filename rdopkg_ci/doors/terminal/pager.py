"""The person's pager, for what is longer than a screen."""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress

from rdopkg_ci.errors import UsageError

_USUAL = (('less', '-R'), ('more',))
# For less, unless somebody has said what it should do: no pager for what fits on the screen.
_LESS = {'LESS': 'FRX'}


def words(environ: Mapping[str, str]) -> Sequence[str]:
    """The pager's command; empty where there is none. Raises UsageError where PAGER is none."""
    if 'PAGER' not in environ:
        return next((usual for usual in _USUAL if shutil.which(usual[0])), ())
    try:
        return shlex.split(environ['PAGER'])
    except ValueError as error:
        raise UsageError(
            f'PAGER is not a command: {str(error).lower()}', 'Set it to one, such as: less -R'
        ) from error


def show(pieces: Iterable[str]) -> None:
    """Write to the pager until it has read enough; on standard output without one, or when that is
    no terminal.
    """
    command = words(os.environ) if sys.stdout.isatty() else ()
    process = _start(command) if command else None
    if process is None:
        for piece in pieces:
            sys.stdout.write(piece)
        sys.stdout.flush()
        return
    # An interrupt is for the pager, which knows what to do with it.
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        _feed(process, pieces)
    finally:
        signal.signal(signal.SIGINT, before)


def _start(command: Sequence[str]) -> subprocess.Popen[str] | None:
    sys.stdout.flush()
    try:
        return subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            env={**_LESS, **os.environ},
            encoding=sys.stdout.encoding,
            errors='backslashreplace',
        )
    except OSError:
        return None


def _feed(process: subprocess.Popen[str], pieces: Iterable[str]) -> None:
    assert process.stdin is not None
    try:
        # Whoever leaves a pager early has seen what he wanted.
        with suppress(BrokenPipeError):
            for piece in pieces:
                process.stdin.write(piece)
    finally:
        with suppress(BrokenPipeError):
            process.stdin.close()
        process.wait()
