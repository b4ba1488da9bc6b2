"""No pattern goes astray: each is timed on lines made to lead it there, beside a plain search of
the same lines on the same machine.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterable, Iterator

import pytest

from rdopkg_ci.core.causes import clean, prefix
from rdopkg_ci.core.causes.kind import Kind, compiled
from rdopkg_ci.core.causes.kinds import families
from rdopkg_ci.core.causes.mark_rules import RULES
from rdopkg_ci.core.causes.noise import _AFTERMATH, _HARMLESS
from rdopkg_ci.core.causes.prefix import Prefix
from rdopkg_ci.core.causes.turn import RULES as TURNS

KINDS = [kind for kinds in families().values() for kind in kinds]
UNITS = (
    'a',
    'a ',
    'a:',
    '> ',
    '(',
    '[',
    '/a',
    '1',
    '- ',
    '. ',
    'error ',
    'a.b:1: ',
    'A::',
    '"a": ',
)
LENGTH, TIMES = 500, 3
# Far more than any pattern needs on a slow machine: a quadratic one needs a hundred times as much.
MOST = 0.02


def lines(literal: str) -> Iterator[str]:
    """The literal before, after and in the midst of what is repeated."""
    for unit in UNITS:
        filler = (unit * LENGTH)[: LENGTH - len(literal)]
        yield literal + filler
        yield filler + literal
        yield filler[: LENGTH // 2] + literal + filler[LENGTH // 2 :]


def slowest(regex: re.Pattern[str], texts: Iterable[str]) -> float:
    """Seconds for the slowest line, of some goes the quickest."""

    def once(text: str) -> float:
        begun = time.perf_counter()
        regex.search(text)
        return time.perf_counter() - begun

    return max(min(once(text) for _ in range(TIMES)) for text in texts)


@pytest.mark.parametrize('kind', KINDS, ids=lambda kind: kind.signature)
def test_no_pattern_of_a_kind_goes_astray(kind: Kind) -> None:
    times = {
        pattern.regex: slowest(compiled(pattern.regex), lines(pattern.literal))
        for pattern in kind.patterns
    }
    times |= {
        regex: slowest(compiled(regex), lines('')) for regex in (kind.about, kind.reason) if regex
    }
    assert {regex: seconds for regex, seconds in times.items() if seconds > MOST} == {}


@pytest.mark.parametrize(
    'pairs',
    [
        pytest.param([(rule.literal, rule.regex) for rule in RULES], id='marks'),
        pytest.param([*_HARMLESS, *_AFTERMATH], id='noise'),
        pytest.param([('', rule.words) for rule in TURNS if rule.words], id='whose turn'),
        pytest.param([('', prefix.TIME), ('', clean._PREFIX.pattern)], id='prefixes'),
    ],
)
def test_no_other_pattern_goes_astray(pairs: list[tuple[str, str]]) -> None:
    times = {regex: slowest(compiled(regex), lines(literal)) for literal, regex in pairs}
    assert {regex: seconds for regex, seconds in times.items() if seconds > MOST} == {}


@pytest.mark.parametrize('unit', UNITS)
def test_a_prefix_is_learnt_in_no_time(unit: str) -> None:
    begun = time.perf_counter()
    learnt = Prefix([(unit * LENGTH)[:LENGTH] + str(n) for n in range(prefix.SAMPLE)])
    learnt.strip((unit * LENGTH)[:LENGTH])
    assert time.perf_counter() - begun < 2
