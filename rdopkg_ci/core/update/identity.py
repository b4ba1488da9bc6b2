"""Names that are computed, so that a second submission finds the first: the id of an update and its
Change-Id.
"""

from __future__ import annotations

import hashlib
import re
from typing import Callable

from rdopkg_ci.core.update.update import Update
from rdopkg_ci.errors import CiError

ID = re.compile(r'[a-z0-9]{4}')
Taken = Callable[[str], bool]
TRIES = 1_000
_DIGITS = '0123456789abcdefghijklmnopqrstuvwxyz'
# Digits alone could be the number of a change, letters alone the name of a release.
_MIXED = re.compile(r'(?=.*[0-9])(?=.*[a-z])[a-z0-9]{4}')


def update_id(update: Update, taken: Taken) -> str:
    """Four characters computed from the builds alone, whatever their order; the first that is not
    ``taken``.

    The ids we make hold a letter and a digit; ``ID`` accepts any four, as history has them.
    """
    builds = sorted((b.id, b.source, b.repo, b.dist, b.tag, b.arch) for b in update.builds)
    for attempt in range(TRIES):
        digest = hashlib.sha256(repr((attempt, builds)).encode()).digest()
        number = int.from_bytes(digest, 'big')
        candidate = ''.join(_DIGITS[number // 36**place % 36] for place in range(4))
        if _MIXED.fullmatch(candidate) and not taken(candidate):
            return candidate
    raise CiError(f'no free id after {TRIES:,} tries', 'Choose one yourself with --id.')


def change_key(project: str, update_id: str) -> str:
    """The Change-Id: the same update is always the same change, and a new submission its next patch
    set.
    """
    return 'I' + hashlib.sha1(f'{project}~{update_id}'.encode(), usedforsecurity=False).hexdigest()
