"""A recheck of somebody whose word does not count, by the policy: told of each."""

from __future__ import annotations

from collections.abc import Sequence

from rdopkg_ci.core.event import Action, Event
from rdopkg_ci.core.policy.recheck import Recheck
from rdopkg_ci.core.review.change import Change, Posting
from rdopkg_ci.errors import LostRace
from rdopkg_ci.flows.gathering import spoken
from rdopkg_ci.flows.services import Services

_WHY = (
    '`recheck` of the policy, ci.yml, does not list who asked. It lists {}.'
    ' Ask again when it lists you.'
)


def is_due(change: Change, who: Recheck) -> bool:
    """Whether somebody waits in vain, and was not told."""
    is_vain = spoken.asked_again(change) and spoken.rechecked(change, who) is None
    return bool(is_vain) and not change.wip and spoken.verdict(change) is not None


def tell(services: Services, change: Change, who: Recheck) -> Sequence[Event]:
    listed = ', '.join([*sorted(who.groups), *sorted(who.accounts)]) or 'nobody'
    said = spoken.verdict(change)
    vote = spoken.VOTES.get(said.verdict, 0) if said else 0
    try:
        answer = spoken.refuse(change, _WHY.format(listed))
        services.review.post_review(change, Posting(vote, answer, spoken.RECHECK_TAG))
    except LostRace:
        return ()
    return (Event(str(change.number), Action.NOT_HEARD),)
