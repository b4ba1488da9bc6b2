"""How verdicts look, decided once."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Callable, NamedTuple, TextIO

from rdopkg_ci.core.judging.row import Row
from rdopkg_ci.core.judging.turn import Hold
from rdopkg_ci.core.runs.verdict import Verdict
from rdopkg_ci.view.links import Link, unlinked

SIGNS = {
    Verdict.DISABLED: '-',
    Verdict.PASSED: '+',
    Verdict.WAITING: '.',
    Verdict.RUNNING: '~',
    Verdict.QUEUED: '~',
    Verdict.MISSING: '.',
    Verdict.UNKNOWN: '?',
    Verdict.ERRORED: '!',
    Verdict.FAILED: 'x',
}
_COLOURS = {
    Verdict.DISABLED: 'bright_black',
    Verdict.PASSED: 'green',
    Verdict.WAITING: 'cyan',
    Verdict.RUNNING: 'cyan',
    Verdict.QUEUED: 'cyan',
    Verdict.MISSING: 'cyan',
    Verdict.UNKNOWN: 'yellow',
    Verdict.ERRORED: 'magenta',
    Verdict.FAILED: 'red',
}
# What was withdrawn looks like what is left out of judgement.
_WITHDRAWN = Verdict.DISABLED
Paint = Callable[[Verdict, str], str]


def plain(verdict: Verdict, text: str) -> str:
    return text


class Style(NamedTuple):
    """With ``now`` what goes on tells since when, and for how long; ``gate`` is how that is run.
    ``width`` are the columns that there are, 0 for as many as it takes; ``is_long`` has everything
    told of every update, however many; ``word`` is how wide the verdicts are.
    """

    paint: Paint = plain
    link: Link = unlinked
    now: datetime | None = None
    gate: str = ''
    width: int = 0
    is_long: bool = False
    word: int = 8

    def of(self, words: Iterable[str]) -> Style:
        """With room for these."""
        return self._replace(word=max([self.word, *map(len, words)]))


def look_of(row: Row) -> Verdict:
    """The verdict that the row looks like."""
    return _WITHDRAWN if row.hold is Hold.WITHDRAWN else row.verdict


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
    # They are only needed for a terminal.
    import curses

    import blessings

    kind = environ.get('TERM') or 'ansi'
    try:
        curses.setupterm(kind, stream.fileno() if stream.isatty() else 1)
    except (curses.error, OSError):
        # Nobody here knows that terminal, and colours are no reason to fail.
        return plain
    terminal = blessings.Terminal(kind=kind, stream=stream, force_styling=True)
    return lambda verdict, text: str(getattr(terminal, _COLOURS[verdict])(text))
