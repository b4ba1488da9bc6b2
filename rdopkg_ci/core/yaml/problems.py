"""The problems of one file, collected so that all of them are told at once."""

from __future__ import annotations

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

    def fatal(self, line: int, problem: str) -> NoReturn:
        """Add a problem after which nothing more can be found out; raises InvalidInput."""
        self.add(line, problem)
        raise self._error()

    @property
    def error(self) -> InvalidInput | None:
        """With all that there are; None for none."""
        return self._error() if self._found else None

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
