"""An open change as it was judged, and what is said of it in its review."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from rdopkg_ci.core.event import Action, Event
from rdopkg_ci.core.judging import review_message
from rdopkg_ci.core.judging.next_step import next_step
from rdopkg_ci.core.judging.review_reading import Said
from rdopkg_ci.core.judging.row import REVIEW, Awaited, Row
from rdopkg_ci.core.judging.ruling import Ruling
from rdopkg_ci.core.judging.turn import Hold, Turn
from rdopkg_ci.core.phase import PHASE1
from rdopkg_ci.core.review.change import Change, Comment, Posting
from rdopkg_ci.core.review.refusal import Refusal
from rdopkg_ci.core.runs.request import Request
from rdopkg_ci.core.target import Target
from rdopkg_ci.core.update.update import Update
from rdopkg_ci.errors import LostRace
from rdopkg_ci.flows.gathering import spoken
from rdopkg_ci.flows.gathering.spoken import TAG
from rdopkg_ci.flows.services import Services

# What passed, and waits for people who are not its author.
_HOLDS = {Refusal.REQUIREMENT: Hold.REQUIREMENT, Refusal.RIGHTS: Hold.RIGHTS}


class Reviewed(NamedTuple):
    """An open change that proposes an update, judged as it stands. Without ``update`` its file is
    none, for the reason in ``problem``, with ``comments`` at its lines. ``rechecked`` is what of
    our verdict a person wants to have tried again; ``is_gone`` says that its id cannot be used
    any more, whatever the file holds; ``awaited`` are as in a `Row`.
    """

    change: Change
    update_id: str
    update: Update | None
    ruling: Ruling
    requests: Mapping[Target, Request]
    problem: str = ''
    comments: tuple[Comment, ...] = ()
    rechecked: Said | None = None
    is_gone: bool = False
    awaited: tuple[Awaited, ...] = ()

    @property
    def hold(self) -> Hold:
        if self.update is None:
            invalid = Hold.GONE if self.is_gone else Hold.INVALID
            return invalid if self.comments else Hold.UNREADABLE
        refusal = spoken.refusal(self.change)
        if refusal:
            return _HOLDS.get(Refusal.said(refusal), Hold.REFUSED)
        if self.change.wip:
            return Hold.WIP
        return Hold.AWAITS if self.awaited else Hold.NOTHING


def post_review(
    services: Services, reviewed: Reviewed, vote: int, refusal: str = ''
) -> Sequence[Event]:
    """Say it once of a revision, with what comes next."""
    change, update_id = reviewed.change, reviewed.update_id
    text = review_message.text(reviewed.ruling, reviewed.problem, refusal)
    if spoken.has_said(change, text) and (vote == 0 or spoken.has_voted(change, vote)):
        return ()
    told = review_message.with_next(text, _turn(reviewed, refusal))
    try:
        services.review.post_review(change, Posting(vote, told, TAG, reviewed.comments))
    except LostRace:
        return (Event(update_id, Action.OVERTAKEN),)
    return (Event(update_id, Action.VOTED, f'{vote:+d}'),)


def _turn(reviewed: Reviewed, refusal: str) -> Turn:
    targets = reviewed.update.targets if reviewed.update else ()
    row = Row(reviewed.update_id, '', REVIEW, PHASE1, reviewed.ruling, targets)
    row = row._replace(number=reviewed.change.number, awaited=reviewed.awaited)
    hold = _HOLDS.get(Refusal.said(refusal), Hold.REFUSED) if refusal else reviewed.hold
    return next_step(row._replace(hold=hold))
