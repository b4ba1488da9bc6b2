"""The search for who is at fault, over pools that fail by a rule."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Collection, Mapping
from typing import NamedTuple

import pytest

from rdopkg_ci.core.causes.cause import Confidence
from rdopkg_ci.core.isolation.order import needed, ordered
from rdopkg_ci.core.isolation.search import Ask, Guilty, Part, Step, Trial, Undecided, search

Rule = Callable[[Part], Trial]
RED, GREEN, OTHERWISE, ERRORED = Trial.RED, Trial.GREEN, Trial.OTHERWISE, Trial.ERRORED


class Found(NamedTuple):
    step: Step
    rounds: int
    asked: list[Part]


def found(ids: Collection[str], needs: Mapping[str, Collection[str]], rule: Rule) -> Found:
    """Run what is asked for until something is said."""
    trials: dict[Part, Trial] = {}
    rounds, asked = 0, []
    while isinstance(step := search(ids, needs, trials), Ask):
        rounds += 1
        for part in step.parts:
            assert part not in trials, 'nothing is run twice'
            asked.append(part)
            trials[part] = rule(part)
    return Found(step, rounds, asked)


def fails_with(*guilty: str) -> Rule:
    """Red with all of them."""
    return lambda part: RED if set(guilty) <= part else GREEN


def fails_with_any(*guilty: str) -> Rule:
    return lambda part: RED if part & set(guilty) else GREEN


def of(cases: Mapping[str, Trial], rule: Rule) -> Rule:
    """The rule, but for some parts."""
    return lambda part: cases.get(''.join(sorted(part)), rule(part))


ABCD = 'abcd'
CHAIN = {'b': 'a', 'c': 'b'}
SURE, LIKELY = Confidence.PROOF, Confidence.LIKELY


@pytest.mark.parametrize(
    ('ids', 'needs', 'rule', 'guilty', 'left_out', 'confidence'),
    [
        pytest.param('a', {}, fails_with('a'), 'a', 'a', SURE, id='the only one'),
        pytest.param(ABCD, {}, fails_with('a'), 'a', 'a', SURE, id='the first'),
        pytest.param(ABCD, {}, fails_with('d'), 'd', 'd', SURE, id='the last'),
        pytest.param(ABCD, {}, fails_with('a', 'c'), 'c', 'c', SURE, id='two that clash'),
        pytest.param(ABCD, CHAIN, fails_with('b'), 'b', 'bc', SURE, id='with what needs it'),
        pytest.param(
            ABCD, {'a': 'd'}, fails_with('d'), 'd', 'ad', SURE, id='one that an earlier one needs'
        ),
        pytest.param(
            ABCD,
            {'a': 'b', 'b': 'a'},
            fails_with('a'),
            'ab',
            'ab',
            SURE,
            id='two that need each other',
        ),
        pytest.param(
            ABCD, {}, fails_with_any('b', 'd'), 'b', 'b', LIKELY, id='two, each by itself'
        ),
        pytest.param(
            ABCD,
            {},
            of({'acd': OTHERWISE}, fails_with('b')),
            'b',
            'b',
            LIKELY,
            id='the rest is odd',
        ),
        pytest.param(
            ABCD, {}, of({'acd': ERRORED}, fails_with('b')), 'b', 'b', LIKELY, id='the rest is lost'
        ),
        pytest.param(
            ABCD, {'a': 'zzzz'}, fails_with('a'), 'a', 'a', SURE, id='a need from outside'
        ),
    ],
)
def test_who_is_at_fault(
    ids: str,
    needs: Mapping[str, str],
    rule: Rule,
    guilty: str,
    left_out: str,
    confidence: Confidence,
) -> None:
    step = found(ids, needs, rule).step
    assert isinstance(step, Guilty)
    assert (step.updates, step.left_out, step.confidence) == (
        tuple(guilty),
        tuple(left_out),
        confidence,
    )


@pytest.mark.parametrize(
    ('rule', 'why', 'rounds'),
    [
        pytest.param(of({'abcd': GREEN}, fails_with('a')), 'comes and goes', 1, id='flaky'),
        pytest.param(
            of({'': RED}, fails_with('a')), 'without any update too', 1, id='not the pool'
        ),
        pytest.param(
            of({'abcd': ERRORED}, fails_with('a')), 'the whole pool errored', 1, id='no bracket'
        ),
        pytest.param(
            of({'abcd': OTHERWISE}, fails_with('a')),
            'the whole pool failed in another way',
            1,
            id='another failure',
        ),
        pytest.param(
            of({'': ERRORED}, fails_with('a')), 'the empty pool errored', 1, id='no floor'
        ),
        pytest.param(
            of({'ab': OTHERWISE}, fails_with('a')), 'the run of a, b failed', 2, id='between'
        ),
    ],
)
def test_what_cannot_be_decided(rule: Rule, why: str, rounds: int) -> None:
    result = found(ABCD, {}, rule)
    assert isinstance(result.step, Undecided) and why in result.step.why
    assert result.rounds == rounds


def test_it_is_found_within_the_rounds_that_are_promised_whatever_needs_what() -> None:
    chance = random.Random(2015)
    for _ in range(300):
        ids = [f'{number:04}' for number in range(chance.randint(1, 40))]
        needs = {
            one: chance.sample(ids, chance.randint(1, min(3, len(ids))))
            for one in ids
            if chance.random() < 0.3
        }
        guilty = chance.choice(ids)
        result = found(ids, needs, fails_with(guilty))
        assert isinstance(result.step, Guilty) and guilty in result.step.updates
        assert result.step.confidence is SURE
        assert result.rounds <= math.log2(len(ids)) + 3
        assert all(needed(needs, part) & set(ids) == part for part in result.asked), 'closed'


def test_groups_stand_behind_what_they_need() -> None:
    needs = {'a': ['c'], 'c': ['d', 'e'], 'e': ['c']}
    assert ordered(needs, 'abcde') == [('b',), ('d',), ('c', 'e'), ('a',)]
