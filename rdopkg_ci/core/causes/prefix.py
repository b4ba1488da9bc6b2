"""What the machinery wrote before nearly every line of a log: dates and times, which tell
themselves, and between them names of hosts, stages and levels, which are learnt from the log.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from rdopkg_ci.core.causes import clean, layers
from rdopkg_ci.core.causes.stamps import LEVEL, TIME

_TIME = re.compile(TIME)
_LEVEL = re.compile(rf'\b{LEVEL}\b')
_COLON = re.compile(r'\d:\d\d:')
# Of how many layers a prefix is.
LAYERS = 3
SAMPLE = 80
LONG = 300


# The colours of a terminal whose escape character got lost on the way.
_COLOUR = re.compile(r'[.^]?\[\d{1,3}(?:;\d{1,3}){0,4}m')
# What any of them holds, which is found faster.
_HAS_COLOUR = re.compile(r'\[\d{1,3}(?:;\d{1,3}){0,4}m')


def sample(data: bytes) -> list[str]:
    """Some lines from all over it."""
    step = len(data) // SAMPLE
    found: list[str] = []
    at = 0
    while 0 <= at < len(data):
        end = data.find(b'\n', at)
        end = end if end >= 0 else len(data)
        found.append(clean.bare(clean.shown(data[at : min(end, at + LONG)])))
        at = data.find(b'\n', max(end, at + step)) + 1 or len(data)
    return found


class Prefix:
    """How the prefix of the lines that it was learnt from looks."""

    def __init__(self, lines: Iterable[str] = ()) -> None:
        sample = [line for line in lines if line.strip()]
        self.coloured = any(map(_HAS_COLOUR.search, sample))
        if self.coloured:
            sample = [_COLOUR.sub('', line) for line in sample]
        self._layers: list[re.Pattern[str]] = []
        self._levels: Counter[str] = Counter()
        self._seen = len(sample)
        rest = sample
        for _ in range(LAYERS):
            rest = [_without_time(line) for line in rest]
            layer = layers.layer(rest)
            if layer is None:
                break
            self._layers.append(layer)
            rest = [line[_end(layer, line) :] for line in rest]
        for line, left in zip(sample, rest):
            if left and len(left) < len(line):
                self._levels[_level(line[: -len(left)])] += 1

    def strip(self, text: str) -> str:
        """The line without it; what is left keeps its indent."""
        rest = _without_time(_COLOUR.sub('', text) if self.coloured else text)
        for layer in self._layers:
            end = _end(layer, rest)
            rest = _without_time(rest[end:]) if end else rest
        return rest or text

    def bare(self, text: str) -> str:
        """The line without it, and without what the machinery wrote behind it."""
        rest = self.strip(text)
        return clean.bare(rest) if rest != text else text.strip()

    def level(self, text: str, bare: str) -> str:
        """The level in the prefix of a line; empty where there is none, or where nearly all lines
        have the same.
        """
        level = _level(text[: max(0, len(text) - len(bare))] if text != bare else '')
        return level if self._levels[level] < self._seen * 0.9 else ''


def _end(layer: re.Pattern[str], line: str) -> int:
    match = layer.match(line)
    return match.end() if match and match.end() < len(line) else 0


def _without_time(line: str) -> str:
    if not _COLON.search(line, 0, 40) and not line[:1].isdigit():
        return line
    match = _TIME.match(line)
    return line[match.end() :] if match and match.end() < len(line) else line


def _level(head: str) -> str:
    match = _LEVEL.search(head) if head else None
    return match[0] if match else ''
