"""How wide the terminal is."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import TextIO

NARROWEST, WIDEST = 60, 200


def columns(stream: TextIO, environ: Mapping[str, str]) -> int:
    """As COLUMNS says, else as the terminal does, within what a page can be made for; 0 where there
    is none.
    """
    given = environ.get('COLUMNS', '')
    if given.isascii() and given.isdigit() and int(given[:6]) > 0:
        return _bounded(int(given[:6]))
    try:
        return _bounded(os.get_terminal_size(stream.fileno()).columns) if stream.isatty() else 0
    except OSError:
        return 0


def _bounded(found: int) -> int:
    return min(max(found, NARROWEST), WIDEST) if found else 0
