"""A target on the command line."""

from __future__ import annotations

import argparse

from rdopkg_ci.core.target import Target


def target_argument(text: str) -> Target:
    """As argparse wants it: of a plain ValueError it says no more than the name of the function."""
    try:
        return Target.parse(text.lower())
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None
