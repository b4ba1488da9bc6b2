"""One layer of the prefix of lines: what nearly all of them begin with, of one of a few shapes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from rdopkg_ci.core.causes.stamps import LEVEL, TIME

# What may be a part of a prefix when nearly all lines begin with something of the same shape.
_SHAPES = tuple(
    re.compile(shape)
    for shape in (
        r'p=\d+ u=\S{1,40}(?: n=\S{1,40})? \|\s*',  # ansible's own log
        rf'(?:\d+ )?{LEVEL}\b(?: [\w.-]{{1,60}})?(?: \[[^\]]{{0,80}}\])?[:|]?\s+(?=\S)',
        rf'(?:[A-Z], \[)?#\d+\]\s+{LEVEL} -- [^:\s]{{0,60}}:\s+(?=\S)',  # a Logger of Ruby's
        r'\[[^\]\[]{1,60}\]:?\s+(?=\S)',
        r'\([^()\s]{1,40}\):?\s+(?=\S)',
        r'(?!(?i:fatal|error|warning|failed|failure|note)\b)'  # what is said, by whomever
        r'(?:[\w.-]{1,60} )?[\w./@+-]{1,60}(?:\[\d+\]|\(\w{1,20}\))?(?::\d+)? {0,12}'
        r'[:|>]{1,2}\s+(?=\S)',
        r'[|:>-]\s+(?=\S)',
        r'\d{1,7}(?:[:|]\s*| {2,})(?=\S)',  # the numbers of lines
    )
)
# What sets a machine up says of itself, beside what that says.
_SETS_UP = re.compile(r'(?:==|--)> \S')
# Words that stand before a time.
_BEFORE_TIME = re.compile(rf'[^\d\s]\D{{0,60}}?(?={TIME})')
_COLON = re.compile(r'\d:\d\d:')
_DIGITS = re.compile(r'\d+')
# How many lines must begin alike, of how many; how many different beginnings there may be.
NEARLY, FEWEST, ALTERNATIVES = 0.7, 5, 12
# Of a shape that none of every fourth of many lines has no more are looked at.
FOURTH, MANY = 4, 40


def layer(lines: Sequence[str]) -> re.Pattern[str] | None:
    """What nearly all of the lines begin with, whatever indent follows; None where nothing."""
    if len(lines) < FEWEST:
        return None
    for shape in range(len(_SHAPES) + 1):
        begins = _SHAPES[shape - 1].match if shape else _before_time
        if not any(map(begins, lines[:: FOURTH if len(lines) > MANY else 1])):
            continue
        matches = [begins(line) for line in lines]
        exact = Counter(_DIGITS.sub('0', match[0]) for match in matches if match and match[0])
        found = _indented(exact)
        common = [
            (text, times)
            for text, times in found.most_common(ALTERNATIVES)
            if times > max(1, len(lines) // 50)
        ]
        alike = sum(times for _, times in common)
        if alike >= FEWEST and alike >= _said(shape, lines, matches) * NEARLY:
            texts = sorted((_shortest(exact, said) for said, _ in common), key=len, reverse=True)
            return re.compile('|'.join(re.escape(text).replace('0', r'\d+') for text in texts))
    return None


def _indented(exact: Counter[str]) -> Counter[str]:
    """How often each came, whatever the indent of what follows."""
    found: Counter[str] = Counter()
    for text, times in exact.items():
        found[text.rstrip()] += times
    return found


def _shortest(exact: Counter[str], said: str) -> str:
    """What is more is the indent of a line."""
    return min((text for text in exact if text.rstrip() == said), key=len)


def _said(shape: int, lines: Sequence[str], matches: Sequence[re.Match[str] | None]) -> int:
    """How many of the lines are more than such a prefix."""
    return sum(
        match is not None or not _is_empty(shape, line) for line, match in zip(lines, matches)
    )


def _is_empty(shape: int, line: str) -> bool:
    if _SETS_UP.match(line):
        return True
    match = _SHAPES[shape - 1].match(f'{line} x') if shape else None
    return match is not None and match.end() == len(line) + 1


def _before_time(line: str) -> re.Match[str] | None:
    return _BEFORE_TIME.match(line) if _COLON.search(line, 0, 80) else None
