"""No pattern goes astray: each is timed on lines made to lead it there, beside a plain loop on the
same machine at the same time.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable, Iterator
from functools import partial

import pytest

from rdopkg_ci.core.causes import clean, prefix
from rdopkg_ci.core.causes.kind import Kind
from rdopkg_ci.core.causes.kinds import families
from rdopkg_ci.core.causes.mark_rules import RULES
from rdopkg_ci.core.causes.noise_rules import AFTERMATH, HARMLESS
from rdopkg_ci.core.causes.prefix import Prefix
from rdopkg_ci.core.causes.regexes import compiled
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
# In loops, far more than any pattern needs: a quadratic one needs a hundred times as much.
MOST = 50
LOOP = 20_000


def lines(literal: str) -> Iterator[str]:
    """The literal before, after and in the midst of what is repeated."""
    for unit in UNITS:
        filler = (unit * LENGTH)[: LENGTH - len(literal)]
        yield literal + filler
        yield filler + literal
        yield filler[: LENGTH // 2] + literal + filler[LENGTH // 2 :]


def seconds(work: Callable[[], object]) -> float:
    """Of some goes the quickest; of this process, whatever else the machine does."""

    def once() -> float:
        begun = time.process_time()
        work()
        return time.process_time() - begun

    return min(once() for _ in range(TIMES))


def loop() -> None:
    for _ in range(LOOP):
        pass


def slowest(regex: re.Pattern[str], texts: Iterable[str]) -> float:
    """How long the slowest line takes, in loops."""
    return max(seconds(partial(regex.search, text)) for text in texts) / seconds(loop)


@pytest.mark.parametrize('kind', KINDS, ids=lambda kind: kind.signature)
def test_no_pattern_of_a_kind_goes_astray(kind: Kind) -> None:
    times = {
        pattern.regex: slowest(compiled(pattern.regex), lines(pattern.literal))
        for pattern in kind.patterns
    }
    times |= {
        regex: slowest(compiled(regex), lines('')) for regex in (kind.about, kind.reason) if regex
    }
    assert {regex: loops for regex, loops in times.items() if loops > MOST} == {}


@pytest.mark.parametrize(
    'pairs',
    [
        pytest.param([(rule.literal, rule.regex) for rule in RULES], id='marks'),
        pytest.param([*HARMLESS, *AFTERMATH], id='noise'),
        pytest.param([('', rule.words) for rule in TURNS if rule.words], id='whose turn'),
        pytest.param([('', prefix.TIME), ('', clean._PREFIX.pattern)], id='prefixes'),
    ],
)
def test_no_other_pattern_goes_astray(pairs: list[tuple[str, str]]) -> None:
    times = {regex: slowest(compiled(regex), lines(literal)) for literal, regex in pairs}
    assert {regex: loops for regex, loops in times.items() if loops > MOST} == {}


@pytest.mark.parametrize('unit', UNITS)
def test_a_prefix_is_learnt_in_no_time(unit: str) -> None:
    line = (unit * LENGTH)[:LENGTH]
    lines = [line + str(n) for n in range(prefix.SAMPLE)]
    assert seconds(lambda: Prefix(lines).strip(line)) / seconds(loop) < 100 * MOST


def test_a_pattern_that_goes_astray_is_caught() -> None:
    assert slowest(re.compile(r'^(?:a+)+ ?$'), ['a' * 24 + 'b']) > MOST
