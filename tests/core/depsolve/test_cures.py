"""Which updates to leave out."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from rdopkg_ci.core.depsolve.cures import cures
from rdopkg_ci.core.depsolve.problem import Blamed, DependencyProblem, Rival


def blamed(*updates: str, each: bool = False, either: Sequence[str] = ()) -> Blamed:
    return Blamed(DependencyProblem('a', 'a-1-1', 'b'), 'a-1-1', updates, each, either)


@pytest.mark.parametrize(
    ('problems', 'ways'),
    [
        pytest.param([blamed('a')], [('a',)], id='one'),
        pytest.param([blamed('a', 'b')], [('a',), ('b',)], id='together'),
        pytest.param([blamed('a', 'b', each=True)], [('a', 'b')], id='each by itself'),
        pytest.param([blamed('b', either=['a', 'c'])], [('b',), ('a', 'c')], id='with either'),
        pytest.param([blamed('a'), blamed('b')], [('a', 'b')], id='two problems'),
        pytest.param([blamed('a', 'b'), blamed('b', 'c')], [('b',), ('a', 'c')], id='one in both'),
        pytest.param([blamed('a'), blamed()], [], id="somebody else's too"),
        pytest.param([Rival('f', 'b', 'x', ('a', 'b'))], [('a',), ('b',)], id='names of files'),
    ],
)
def test_the_ways(problems: list[Blamed], ways: list[tuple[str, ...]]) -> None:
    assert list(cures(problems)) == ways


def test_of_too_many_ways_some_are_told() -> None:
    many = [blamed(f'a{number}', f'b{number}') for number in range(30)]
    assert len(cures(many)) == 8
