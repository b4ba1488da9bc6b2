"""Who has to act on a failure, and what speaks for it."""

from __future__ import annotations

from datetime import datetime

from rdopkg_ci.core.causes.cause import Blame, Cause, Confidence
from rdopkg_ci.core.judging.alike import Alike
from rdopkg_ci.view.bounded import bounded

# In days: what is older is told by its date.
_WEEK = 7


def blamed(cause: Cause, alike: Alike | None, now: datetime | None) -> str:
    guess = ', a guess' if cause.confidence is Confidence.GUESS else ''
    words = f'{cause.blame.value} ({bounded(cause.signature)}){guess}'
    if alike is None:
        return words
    shared = alike.unrelated and cause.blame is Blame.INFRASTRUCTURE
    why = ', for updates that share nothing fail alike' if shared else ''
    runs = 'another run' if alike.runs == 1 else f'{alike.runs} other runs'
    targets = f' on {alike.targets} targets' if alike.targets > 1 else ''
    return f'{words}{why}; also {runs}{targets}{_since(alike.since, now)}'


def _since(at: datetime | None, now: datetime | None) -> str:
    """By the day of the week while everybody knows which one is meant; today goes without
    saying.
    """
    if at is None or now is None or at.date() == now.date():
        return ''
    days = (now.date() - at.date()).days
    return f' since {at:%A}' if 0 <= days < _WEEK else f' since {at:%Y-%m-%d}'
