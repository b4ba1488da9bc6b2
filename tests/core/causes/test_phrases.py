"""Phrases, found by their plainest words, are those that their regular expression fits."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rdopkg_ci.core.causes.phrases import Phrases, plain, ways
from rdopkg_ci.core.causes.turn_rules import RULES

SPLIT = {
    'a': ['a'],
    'a|b': ['a', 'b'],
    'a(b|c)|d': ['a(b|c)', 'd'],
    'a(?:b(?:c|d)|e)|[|(]f': ['a(?:b(?:c|d)|e)', '[|(]f'],
    r'a\|b|\(c|d': [r'a\|b', r'\(c', 'd'],
    '[^]|]a|b': ['[^]|]a', 'b'],
}
PLAIN = {
    'Connection refused': 'connection refused',
    r'\bnpm (?:ERR!|error) ': 'npm ',
    r'fatal: \[': 'fatal: [',
    '[Nn]o such file': 'o such file',
    'colou?red': 'colo',
    'ab*cd{2}efg': 'efg',
    'ab+c': 'ab',
    '(?i:NOVA)(?:-api)?': 'nova',
    '(?i: one)? two': ' two',
    r'a.b\dcc^dd$': 'cc',
    '(?!not this)but this': 'but this',
    '(?:this|that)': '',
}
REGEXES = sorted(
    {regex for rule in RULES for regex in (rule.words, *rule.near, *rule.far) if regex}
)


@pytest.mark.parametrize('regex', SPLIT, ids=str)
def test_a_regex_is_split_at_the_bars_that_are_in_no_brackets(regex: str) -> None:
    assert ways(regex) == SPLIT[regex]


@pytest.mark.parametrize('way', PLAIN, ids=str)
def test_the_longest_text_that_is_told_at_a_glance(way: str) -> None:
    assert plain(way) == PLAIN[way]


@pytest.mark.parametrize('way', [way for regex in REGEXES for way in ways(regex)], ids=str)
@settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_whatever_a_way_fits_holds_its_plain_words(way: str, data: st.DataObject) -> None:
    text = data.draw(st.from_regex(re.compile(way, re.MULTILINE)))
    assert plain(way) in text.lower()


def test_phrases_are_at_the_beginning_of_any_line() -> None:
    phrases = Phrases('^Ran [0-9]+ tests|^nest > ')
    assert phrases.are_in('...\nRan 3 tests in 2 s\n')
    assert not phrases.are_in('... Ran 3 tests\n')
    assert not phrases.are_in('')
