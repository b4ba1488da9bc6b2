"""Why an Ansible module that died gave no answer: what it wrote is below the line that tells of the
failure, or the exception is above it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import takewhile

from rdopkg_ci.core.causes import ansible
from rdopkg_ci.core.causes.ansible import ModuleAnswer

# What follows a line like this is whatever was written instead of an answer.
_UNPARSED = re.compile(r'=> failed to parse:|"parsed": false\}$|=> Traceback \(most recent call')
_INSTEAD = re.compile(r'^invalid output was: ')
# And Ansible's own words above it.
_OCCURRED = re.compile(r'An exception occurred during .{0,200}The error was: (\S.*)')
_FULL = re.compile(r'The full traceback is:$')
# How many lines are read.
LONG = 60


def reasons(
    headline: str, before: bytes, after: bytes, bare_of: Callable[[bytes], str]
) -> list[ModuleAnswer]:
    """The line that says why, or none; those above the headline count backwards from it."""
    found: list[ModuleAnswer] = []
    if _UNPARSED.search(headline):
        below = enumerate(after.split(b'\n')[:LONG], 1)
        lines = [ModuleAnswer(at, raw, _INSTEAD.sub('', bare_of(raw))) for at, raw in below]
        own = takewhile(lambda line: not ansible.OVER.match(line.said), lines)
        # A trace may begin in the headline itself.
        _, begun, rest = headline.partition('Traceback ')
        found = _telling([ModuleAnswer(0, b'', begun + rest), *own])
    return found or _above(before, bare_of)


def _telling(lines: Sequence[ModuleAnswer]) -> list[ModuleAnswer]:
    said = ansible.telling([line.said for line in lines])
    return [line for line in lines if line.at and line.said and line.said == said][-1:]


def _above(before: bytes, bare_of: Callable[[bytes], str]) -> list[ModuleAnswer]:
    above = before.split(b'\n')[: -LONG - 1 : -1]
    lines = [ModuleAnswer(-at, raw, bare_of(raw)) for at, raw in enumerate(above, 1)]
    occurred = _OCCURRED.match(lines[0].said)
    if occurred:
        return [lines[0]._replace(said=occurred[1])]
    own = list(takewhile(lambda line: not ansible.OVER.match(line.said), lines))
    if any(_FULL.match(line.said) for line in own):
        return _telling(own[::-1])
    return []
