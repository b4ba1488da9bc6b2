"""A kind of line: how a cause, a consequence or mere noise looks."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from rdopkg_ci.core.causes import regexes
from rdopkg_ci.core.causes.cause import Blame

# Weights: what proves itself, what is likely, and what only says that something failed.
PROOF, STRONG, LIKELY, WEAK, WRAPPER, NOISE = 95, 85, 70, 50, 15, 0

# Categories of tests that failed.
TESTS = frozenset({'test_failure', 'test_crash', 'tempest'})


class Pattern(NamedTuple):
    """How a line of some kind looks: ``literal`` is lower-case text that each of them holds,
    cheap to look for before ``regex`` is searched in the bare line; its group ``test`` is the
    name of a failed test, which makes the signature longer. ``after`` is how many of the lines
    after it belong to it. ``near`` are words in lower case, with bars between them, of which it or
    the lines around it must hold one as well: what many programs say is of one tool only where that
    tool is at work. ``about`` is how the line before it looks that tells what failed, and
    ``detail`` how the one after it that says more of the same: what they capture goes into the
    summary.
    """

    literal: str
    regex: str
    weight: int
    after: int = 0
    near: str = ''
    about: str = ''
    detail: str = ''

    def match(self, bare: str, around: Callable[[], bytes] = bytes) -> re.Match[str] | None:
        found = regexes.search(self.regex)(bare)
        return found if found and self.is_near(around) else None

    def is_near(self, around: Callable[[], bytes]) -> bool:
        return not self.near or _holds(around(), self.near)


class Kind(NamedTuple):
    """``signature`` is its stable id: disables, retries and history key on it. With ``last``, of
    several the last one is the cause. Where its lines say less than those around them, ``about`` is
    that of all its patterns, and ``reason`` how the line after one looks that tells why, and is
    shown first: what they capture goes into the summary. It ``follows`` from kinds of these
    signatures, and is not the cause, where one was met shortly before. When ``telling``, a line
    that says only that something failed is none of it.
    """

    signature: str
    category: str
    blame: Blame
    patterns: tuple[Pattern, ...]
    last: bool = False
    about: str = ''
    reason: str = ''
    follows: tuple[str, ...] = ()
    telling: bool = False


@lru_cache(maxsize=256)
def _holds(text: bytes, words: str) -> bool:
    """Whether it holds one of the words; asked again for lines that lie near to each other."""
    low = text.lower()
    return any(word in low for word in words.encode().split(b'|'))
