"""The refs of local changes, named as Gerrit names its own, so that `git fetch REPO REF` works here
as there.
"""

from __future__ import annotations

import re
from collections.abc import Collection

# Of changes and patch sets.
HIGHEST = 999_999_999
_META = re.compile(r'refs/changes/([0-9]{2})/([1-9][0-9]{0,8})/meta')


def number_of(ref: str) -> int:
    """The number of the change whose record lies at ``ref``; 0 for any other ref."""
    found = _META.fullmatch(ref)
    number = int(found[2]) if found else 0
    return number if number and meta_ref(number) == ref else 0


def next_number(taken: Collection[int]) -> int:
    """The number of a new change: the next, or, where somebody took the last, any that is free."""
    newest = max(taken, default=0)
    return newest + 1 if newest < HIGHEST else min({*range(1, len(taken) + 2)} - {*taken})


def meta_ref(number: int) -> str:
    return f'{change_ref(number)}/meta'


def patch_set_ref(number: int, patch_set: int) -> str:
    return f'{change_ref(number)}/{patch_set}'


def change_ref(number: int) -> str:
    """What all refs of a change lie below."""
    return f'refs/changes/{number % 100:02}/{number}'
