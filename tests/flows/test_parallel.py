"""Calls at once: their order, their failures, and that they do wait for one another."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest

from rdopkg_ci.doors.parallel import MOST, both, together
from rdopkg_ci.errors import CiError, LostRace


def failing(error: CiError) -> Callable[[], int]:
    def call() -> int:
        raise error

    return call


@pytest.mark.parametrize('number', [0, 1, 2, MOST, 3 * MOST])
def test_answers_come_in_the_order_of_the_calls(number: int) -> None:
    assert together([lambda n=n: n for n in range(number)]) == list(range(number))  # type: ignore[misc]


def test_calls_run_at_once() -> None:
    """Each waits for the other: one after the other they would never end."""
    barrier = threading.Barrier(2, timeout=30)
    assert together([barrier.wait, barrier.wait]) in ([0, 1], [1, 0])
    assert set(both(barrier.wait, barrier.wait)) == {0, 1}


def test_the_first_failure_in_order_is_raised() -> None:
    with pytest.raises(LostRace, match='one'):
        together([lambda: 0, failing(LostRace('one')), failing(CiError('two'))])


@pytest.mark.parametrize('place', [0, 1])
def test_either_of_two_may_fail(place: int) -> None:
    calls = [lambda: 'x', failing(CiError('away'))]
    with pytest.raises(CiError, match='away'):
        both(calls[place], calls[1 - place])


def test_two_that_return_different_things() -> None:
    assert both(lambda: 'one', lambda: 2) == ('one', 2)
