"""Take an update out of the pipeline wherever it is on its way: its review is abandoned, its file
goes to ``failed/``. Of an edit by its number, the review alone.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rdopkg_ci.core.event import Action, Event
from rdopkg_ci.core.review.closed import WITHDRAWN
from rdopkg_ci.core.text.terminal import safe_line
from rdopkg_ci.core.update import move
from rdopkg_ci.core.update.place import FAILED, PUSHED, Place
from rdopkg_ci.doors.git.edit import Edit
from rdopkg_ci.errors import NotAuthorised, Refused
from rdopkg_ci.flows import abandoned, naming, unwithdrawable
from rdopkg_ci.flows.gathering.proposed import Proposed, proposed
from rdopkg_ci.flows.naming import lookup
from rdopkg_ci.flows.services import Services


def withdraw(services: Services, name: str, reason: str, is_dry: bool = False) -> Sequence[Event]:
    """What was done, or with ``is_dry`` would be; nothing when it has been withdrawn already.
    ``name`` is any of the update, as `lookup.update_id` has it: an open change means that alone
    where there is more of the update. Raises UsageError where there is no such update.
    """
    tip = services.repo.tip()
    every = proposed(services.review, services.repo)
    update_id = lookup.update_id(services, tip, name, lookup.on_its_way, every)
    under_review = [item for item in every if item.place.id == update_id]
    number = naming.number(services, name)
    if not number or update_id == name:
        return _whole(services, update_id, under_review, reason, is_dry)
    places = _places(services, tip, update_id)
    meant = [item for item in every if str(item.change.number) == number]
    if meant and (places or meant != under_review):
        return _abandoned(services, update_id, meant, reason, is_dry)
    if not meant and naming.is_edit(services.repo, int(number)):
        unwithdrawable.check_closed(number, update_id, places)
        return []
    return _whole(services, update_id, under_review, reason, is_dry)


def _whole(
    services: Services,
    update_id: str,
    under_review: Sequence[Proposed],
    reason: str,
    is_dry: bool,
) -> Sequence[Event]:
    """With the open edit of what is merged, which has nothing left to edit. The record in
    ``failed/`` comes first: it keeps the id, and with it the Change-Id of the abandoned change,
    from being used again. Who may not write to the branch abandons only.
    """

    def edit(tip: str) -> tuple[Edit | None, Sequence[Place]]:
        places = _places(services, tip, update_id)
        if not places and not under_review and abandoned.told(services, update_id):
            return None, ()
        unwithdrawable.check(update_id, places, under_review)
        moved = [place for place in places if place.directory not in (FAILED, PUSHED)]
        content = _content(services, tip, under_review, moved)
        new = Place(FAILED, update_id)
        # What failed under this id before keeps it, and its record.
        if content is None or (not moved and new in places):
            return None, moved
        return _edit(content, moved, new, reason), moved

    if is_dry:
        moved, refusal = edit(services.repo.tip())[1], ''
    else:
        moved, refusal = _recorded(services, edit, update_id, bool(under_review))
    events = [Event(update_id, Action.WITHDRAWN, str(place)) for place in moved]
    what = Action.EDIT_ABANDONED if moved else Action.ABANDONED
    events += _abandoned(services, update_id, under_review, reason, is_dry, what)
    return [*events, Event(update_id, Action.UNRECORDED, refusal)] if refusal else events


def _abandoned(
    services: Services,
    update_id: str,
    items: Sequence[Proposed],
    reason: str,
    is_dry: bool,
    what: Action = Action.ABANDONED,
) -> Sequence[Event]:
    events = []
    for item in items:
        if not is_dry:
            services.review.abandon(item.change, f'{WITHDRAWN}{safe_line(reason)}')
        events.append(Event(update_id, what, str(item.change.number)))
    return events


def _recorded(
    services: Services,
    edit: Callable[[str], tuple[Edit | None, Sequence[Place]]],
    update_id: str,
    is_under_review: bool,
) -> tuple[Sequence[Place], str]:
    """What was moved. Who may not write to the branch may still abandon a change of theirs: then
    why there is no record of it.
    """
    try:
        return services.repo.edit(edit), ''
    except (Refused, NotAuthorised) as error:
        places = _places(services, services.repo.tip(), update_id)
        if not is_under_review or any(place.directory not in (FAILED, PUSHED) for place in places):
            raise
        is_right = isinstance(error, NotAuthorised)
        return (), 'you may not push to the branch' if is_right else safe_line(str(error))


def _places(services: Services, tip: str, update_id: str) -> Sequence[Place]:
    return [
        place
        for path in services.repo.files(tip)
        if (place := Place.parse(path)) and place.id == update_id
    ]


def _content(
    services: Services, tip: str, under_review: Sequence[Proposed], moved: Sequence[Place]
) -> bytes | None:
    """The file as it is merged, else as the review has it; None where there is nothing to take
    out.
    """
    if moved:
        return services.repo.read(tip, str(moved[0]))
    return under_review[0].content if under_review else None


def _edit(content: bytes, moved: Sequence[Place], new: Place, reason: str) -> Edit:
    paths: dict[str, bytes | None] = {path: None for old in moved for path in (str(old), old.sums)}
    moves = [(old, new) for old in moved] or [(Place('review', new.id), new)]
    message = move.message(safe_line(reason), moves, {})
    return Edit({**paths, str(new): content}, message, new=[str(new)])
