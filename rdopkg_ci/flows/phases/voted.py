"""The vote on what phase1 came to, and the merge of what passed."""

from __future__ import annotations

from collections.abc import Iterator

from rdopkg_ci.core.event import Action, Event
from rdopkg_ci.core.review.refusal import Refusal
from rdopkg_ci.errors import LostRace, NotAuthorised, Refused
from rdopkg_ci.flows.gathering.spoken import VOTES
from rdopkg_ci.flows.phases.reviewed import Reviewed, post_review
from rdopkg_ci.flows.services import Services


def conclude(services: Services, reviewed: Reviewed) -> Iterator[Event]:
    """Vote as it was judged, then merge; yields what was done."""
    vote = VOTES.get(reviewed.ruling.verdict, 0)
    yield from post_review(services, reviewed, vote)
    if vote == 1:
        yield from _merge(services, reviewed, vote)


def _merge(services: Services, reviewed: Reviewed, vote: int) -> Iterator[Event]:
    """Raises NotAuthorised for as long as we may not."""
    update_id = reviewed.update_id
    try:
        services.review.submit(reviewed.change)
    except LostRace:
        yield Event(update_id, Action.OVERTAKEN)
    except Refused as why:
        if post_review(services, reviewed, vote, str(why)):
            yield Event(update_id, Action.NOT_MERGED, str(why))
        if Refusal.said(str(why)) is Refusal.RIGHTS:
            raise NotAuthorised(f'{update_id} passed, and we may not merge it: {why}') from why
    else:
        yield Event(update_id, Action.MERGED)
