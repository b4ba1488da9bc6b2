"""Several calls at once: a round trip costs as much as the slowest of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

T = TypeVar('T')
A = TypeVar('A')
B = TypeVar('B')
# More at once would be rude to a server.
MOST = 8


def together(calls: Sequence[Callable[[], T]]) -> list[T]:
    """What the calls return, in their order; raises what the first of them in that order raises."""
    if len(calls) < 2:
        return [call() for call in calls]
    with ThreadPoolExecutor(min(len(calls), MOST)) as pool:
        futures = [pool.submit(call) for call in calls]
        return [future.result() for future in futures]


def both(first: Callable[[], A], second: Callable[[], B]) -> tuple[A, B]:
    """The same for two calls that return different things."""
    with ThreadPoolExecutor(1) as pool:
        future = pool.submit(second)
        return first(), future.result()
