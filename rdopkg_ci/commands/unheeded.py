"""Say which variables of the environment look like settings and are none."""

from __future__ import annotations

import os
import sys

# What shells and scripts ask all the time, what tells it in its own way, and what wants no
# settings.
_QUIET = ('completion', 'doctor', 'explain')


def warn(command: str) -> None:
    """A line on standard error for each, before ``command`` does something else than was meant."""
    if command in _QUIET:
        return
    from rdopkg_ci.settings import environment

    for problem in environment.ignored(os.environ):
        print(f'warning: {problem}', file=sys.stderr)
