"""A kind of line: how a cause, a consequence or mere noise looks."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import NamedTuple

from rdopkg_ci.core.causes.cause import Blame

# Weights: what proves itself, what is likely, and what only says that something failed.
PROOF, STRONG, LIKELY, WEAK, WRAPPER, NOISE = 95, 85, 70, 50, 15, 0


class Pattern(NamedTuple):
    """How a line of some kind looks: ``literal`` is lower-case text that each of them holds,
    cheap to look for before ``regex`` is searched in the bare line; its group ``test`` is the
    name of a failed test, which makes the signature longer. ``after`` is how many of the lines
    after it belong to it. ``near`` is what it or the lines around it must hold as well: words that
    many programs use are of one tool only where that tool is at work.
    """

    literal: str
    regex: str
    weight: int
    after: int = 0
    near: str = ''

    def match(self, bare: str, around: Callable[[], bytes] = bytes) -> re.Match[str] | None:
        if self.near and not _near(self.near).search(around()):
            return None
        return compiled(self.regex).search(bare)


class Kind(NamedTuple):
    """``signature`` is its stable id: disables, retries and history key on it. With ``last``, of
    several the last one is the cause. Where its line says less than those around it, ``about`` is
    how the line before it looks that tells what failed, and ``reason`` how the one after it looks
    that tells why: what they capture goes into the summary.
    """

    signature: str
    category: str
    blame: Blame
    patterns: tuple[Pattern, ...]
    last: bool = False
    about: str = ''
    reason: str = ''


@cache
def compiled(regex: str) -> re.Pattern[str]:
    """Compiled when first needed: most never are."""
    return re.compile(regex)


@cache
def _near(regex: str) -> re.Pattern[bytes]:
    return re.compile(regex.encode(), re.I)
