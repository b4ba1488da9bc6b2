"""Targets, ids and numbers on the command line."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import NamedTuple

from rdopkg_ci.core.target import Target
from rdopkg_ci.core.text.terminal import quoted
from rdopkg_ci.errors import UsageError


class Numbers(NamedTuple):
    """What an option takes: of ``least`` to ``most`` of a ``unit``."""

    option: str
    unit: str
    least: float
    most: float

    def decimal(self, text: str) -> float:
        """Raises ValueError for what is no number, UsageError for one that is too small or
        large.
        """
        found = float(text)
        if not self.least <= found <= self.most:
            raise self._wrong(text)
        return found

    def whole(self, text: str) -> int:
        """Raises UsageError for all else."""
        try:
            found = self.decimal(text)
        except ValueError:
            raise self._wrong(text) from None
        if not found.is_integer():
            raise self._wrong(text)
        return int(found)

    def any(self, text: str) -> float:
        """Raises UsageError for what is no number too."""
        try:
            return self.decimal(text)
        except ValueError:
            raise self._wrong(text) from None

    def _wrong(self, text: str) -> UsageError:
        given = quoted(text)
        return UsageError(
            f'{self.option} {given}: {self.unit} are from {self.least:g} to {self.most:g}'
        )


def target_argument(text: str) -> Target:
    """As argparse wants it: of a plain ValueError it says no more than the name of the function."""
    try:
        return Target.parse(text.lower())
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def split(given: Sequence[str]) -> Sequence[str]:
    """The ids of an option that may be given again, or with several of them and commas."""
    return sorted({one for word in given for one in word.split(',') if one})
