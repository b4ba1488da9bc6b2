"""Standard input, output and error, whatever we were started with."""

from __future__ import annotations

import io
import os
import sys


def prepare() -> None:
    """Have all three: what the terminal's encoding does not know is escaped, and a closed one leads
    nowhere.
    """
    # The lowest number that is free is what the system gives: in this order they fit.
    for name, mode in (('stdin', 'r'), ('stdout', 'w'), ('stderr', 'w')):
        if getattr(sys, name) is None:
            nowhere = open(os.devnull, mode, encoding='utf-8')  # noqa: SIM115
            setattr(sys, name, nowhere)
            # The host's library of colours asks this one.
            setattr(sys, f'__{name}__', nowhere)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors='backslashreplace')


def mute() -> None:
    """Keep Python from failing again when it flushes standard output at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
