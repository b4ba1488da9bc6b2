"""The problems of one file, collected so that all of them are told at once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NoReturn

from rdopkg_ci.errors import InvalidInput, Problem

SHOWN = 50


class Problems:
    """``what`` names the file, ``hint`` says how to write it right."""

    def __init__(self, what: str, hint: str = '') -> None:
        self._what = what
        self._hint = hint
        self._found: list[Problem] = []

    def add(self, line: int, problem: str) -> None:
        """``line`` counts from 1."""
        self._found.append(Problem(line, problem))

    def add_all(self, found: Iterable[Problem], hint: str = '') -> None:
        """Those that were found elsewhere; ``hint`` is what to do about them."""
        before = len(self._found)
        self._found += found
        if hint and len(self._found) > before:
            self._hint = f'{hint} {self._hint}' if before else hint

    def fatal(self, line: int, problem: str) -> NoReturn:
        """Add a problem after which nothing more can be found out; raises InvalidInput."""
        self.add(line, problem)
        raise self._error()

    def __bool__(self) -> bool:
        """Whether there are any."""
        return bool(self._found)

    def stop(self, other: Problems | None = None) -> None:
        """Raises InvalidInput where there are problems; those of an ``other`` place are told in the
        same breath.
        """
        if other is None or not other._found:
            if self._found:
                raise self._error()
        elif not self._found:
            raise other._error()
        else:
            raise _joined(self._error(), other._error())

    def _error(self) -> InvalidInput:
        found = sorted(set(self._found))
        more = [Problem(0, f'and {len(found) - SHOWN} more')] if len(found) > SHOWN else []
        return InvalidInput(self._what, [*found[:SHOWN], *more], self._hint)


def _joined(first: InvalidInput, second: InvalidInput) -> InvalidInput:
    """Two places in one error: the problems of the second name it."""
    hint = ' '.join(filter(None, (first.hint, second.hint)))
    texts = [Problem(0, f'{second.what} {problem}') for problem in second.problems]
    return InvalidInput(first.what, [*first.problems, *texts], hint)
