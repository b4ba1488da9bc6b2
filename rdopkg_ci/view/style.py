"""How verdicts look, decided once."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Callable, TextIO

from rdopkg_ci.core.runs.verdict import Verdict

SIGNS = {
    Verdict.DISABLED: '-',
    Verdict.PASSED: '+',
    Verdict.RUNNING: '~',
    Verdict.QUEUED: '~',
    Verdict.MISSING: '?',
    Verdict.UNKNOWN: '?',
    Verdict.ERRORED: '!',
    Verdict.FAILED: 'x',
}
_COLOURS = {
    Verdict.DISABLED: 'bright_black',
    Verdict.PASSED: 'green',
    Verdict.RUNNING: 'cyan',
    Verdict.QUEUED: 'cyan',
    Verdict.MISSING: 'yellow',
    Verdict.UNKNOWN: 'yellow',
    Verdict.ERRORED: 'magenta',
    Verdict.FAILED: 'red',
}
Paint = Callable[[Verdict, str], str]


def plain(verdict: Verdict, text: str) -> str:
    return text


def paint_for(
    stream: TextIO, when: str = 'auto', environ: Mapping[str, str] | None = None
) -> Paint:
    """A painter for that stream: ``when`` is auto, always or never; NO_COLOR and CLICOLOR_FORCE are
    honoured.
    """
    environ = os.environ if environ is None else environ
    forced = when == 'always' or (when == 'auto' and environ.get('CLICOLOR_FORCE', '0') != '0')
    if when == 'never' or (not forced and ('NO_COLOR' in environ or not stream.isatty())):
        return plain
    import blessings  # brings curses, which only a terminal needs

    terminal = blessings.Terminal(
        kind=None if environ.get('TERM') else 'ansi', stream=stream, force_styling=True
    )
    return lambda verdict, text: str(getattr(terminal, _COLOURS[verdict])(text))
