"""Targets and ids on the command line."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from rdopkg_ci.core.target import Target


def target_argument(text: str) -> Target:
    """As argparse wants it: of a plain ValueError it says no more than the name of the function."""
    try:
        return Target.parse(text.lower())
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def split(given: Sequence[str]) -> Sequence[str]:
    """The ids of an option that may be given again, or with several of them and commas."""
    return sorted({one for word in given for one in word.split(',') if one})
