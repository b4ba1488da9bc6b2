"""Ids of commits: always in full, so that no option and no revision expression reaches git."""

from __future__ import annotations

import re
from collections.abc import Iterable

from rdopkg_ci.core.text.terminal import quoted
from rdopkg_ci.errors import UsageError

# No commit: what git calls the old value of a ref that must not exist.
NONE = '0' * 40
COMMIT = re.compile(r'[0-9a-f]{40}|[0-9a-f]{64}')


def checked(commit: str) -> str:
    """``commit`` if it is one. Raises UsageError for anything else."""
    if not COMMIT.fullmatch(commit):
        raise UsageError(f'{quoted(commit)} is not the id of a commit')
    return commit


def lines(commits: Iterable[str]) -> bytes:
    """One a line, as git reads many of them at once."""
    return ''.join(f'{checked(commit)}\n' for commit in commits).encode()
