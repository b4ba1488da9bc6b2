"""What the machinery wrote before nearly every line of a log: dates and times, which tell
themselves, and between them names of hosts, stages and levels, which are learnt from the log.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from rdopkg_ci.core.causes import clean
from rdopkg_ci.core.causes.stamps import LEVEL, TIME

_TIME = re.compile(TIME)
_LEVEL = re.compile(rf'\b{LEVEL}\b')
# What may be a part of a prefix when nearly all lines begin with something of the same shape.
_SHAPES = tuple(
    re.compile(shape)
    for shape in (
        r'p=\d+ u=\S{1,40}(?: n=\S{1,40})? \|\s*',  # ansible's own log
        rf'(?:\d+ )?{LEVEL}\b(?: [\w.-]{{1,60}})?(?: \[[^\]]{{0,80}}\])?[:|]?\s+(?=\S)',
        r'\[[^\]\[]{1,60}\]:?\s+(?=\S)',
        r'\([^()\s]{1,40}\):?\s+(?=\S)',
        r'(?!(?i:fatal|error|warning|failed|failure|note)\b)'  # what is said, by whomever
        r'(?:[\w.-]{1,60} )?[\w./@+-]{1,60}(?:\[\d+\]|\(\w{1,20}\))?(?::\d+)? ?[:|>]{1,2}\s+(?=\S)',
        r'[|:>-]\s+(?=\S)',
    )
)
# Words that stand before a time.
_BEFORE_TIME = re.compile(rf'[^\d\s]\D{{0,60}}?(?={TIME})')
_COLON = re.compile(r'\d:\d\d:')
_DIGITS = re.compile(r'\d+')
# How many lines must begin alike, of how many; how many different beginnings there may be; of
# how many layers a prefix is.
NEARLY, FEWEST, ALTERNATIVES, LAYERS = 0.7, 5, 12, 3
SAMPLE = 80
LONG = 300


# The colours of a terminal whose escape character got lost on the way.
_COLOUR = re.compile(r'[.^]?\[\d{1,3}(?:;\d{1,3}){0,4}m')


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
        self.coloured = any(map(_COLOUR.search, sample))
        if self.coloured:
            sample = [_COLOUR.sub('', line) for line in sample]
        self._layers: list[re.Pattern[str]] = []
        self._levels: Counter[str] = Counter()
        self._seen = len(sample)
        rest = sample
        for _ in range(LAYERS):
            rest = [_without_time(line) for line in rest]
            layer = _layer(rest)
            if layer is None:
                break
            self._layers.append(layer)
            rest = [line[_end(layer, line) :] for line in rest]
        self._levels.update(_level(line[: -len(left)]) for line, left in zip(sample, rest) if left)

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


def _layer(lines: Sequence[str]) -> re.Pattern[str] | None:
    """What nearly all of the lines begin with, of one of a few shapes; None where nothing."""
    if len(lines) < FEWEST:
        return None
    for shape in range(len(_SHAPES) + 1):
        matches = [
            _SHAPES[shape - 1].match(line) if shape else _before_time(line) for line in lines
        ]
        found = Counter(_DIGITS.sub('0', match[0]) for match in matches if match and match[0])
        common = [
            (text, times)
            for text, times in found.most_common(ALTERNATIVES)
            if times > max(1, len(lines) // 50)
        ]
        alike = sum(times for _, times in common)
        if alike >= FEWEST and alike >= _said(shape, lines, matches) * NEARLY:
            texts = sorted((text for text, _ in common), key=len, reverse=True)
            return re.compile('|'.join(re.escape(text).replace('0', r'\d+') for text in texts))
    return None


def _said(shape: int, lines: Sequence[str], matches: Sequence[re.Match[str] | None]) -> int:
    """How many of the lines are more than such a prefix."""
    return sum(
        match is not None or not _is_empty(shape, line) for line, match in zip(lines, matches)
    )


def _is_empty(shape: int, line: str) -> bool:
    match = _SHAPES[shape - 1].match(f'{line} x') if shape else None
    return match is not None and match.end() == len(line) + 1


def _before_time(line: str) -> re.Match[str] | None:
    return _BEFORE_TIME.match(line) if _COLON.search(line, 0, 80) else None


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
