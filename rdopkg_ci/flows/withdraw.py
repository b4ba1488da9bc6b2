"""Take an update out of the pipeline wherever it is on its way: its review is abandoned, its file
goes to ``failed/``. Of an edit by its number, the review alone.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rdopkg_ci.core.event import Action, Event
from rdopkg_ci.core.review.closed import WITHDRAWN
from rdopkg_ci.core.text.terminal import quoted, safe_line
from rdopkg_ci.core.update import move
from rdopkg_ci.core.update.place import FAILED, PUSHED, Place
from rdopkg_ci.doors.git.edit import Edit
from rdopkg_ci.errors import NotAuthorised, Refused, UsageError
from rdopkg_ci.flows import abandoned, naming
from rdopkg_ci.flows.gathering.proposed import Proposed, proposed
from rdopkg_ci.flows.naming import lookup
from rdopkg_ci.flows.services import Services


def withdraw(services: Services, name: str, reason: str) -> Sequence[Event]:
    """What was done; nothing when it has been withdrawn already. ``name`` is any of the update, as
    `lookup.update_id` has it: an open change means that alone where there is more of the update.
    Raises UsageError where there is no such update.
    """
    tip = services.repo.tip()
    every = proposed(services.review, services.repo)
    update_id = lookup.update_id(services, tip, name, lookup.on_its_way, every)
    under_review = [item for item in every if item.place.id == update_id]
    number = naming.number(services, name)
    if not number or update_id == name:
        return _whole(services, update_id, under_review, reason)
    places = _places(services, tip, update_id)
    meant = [item for item in every if str(item.change.number) == number]
    if meant and (places or meant != under_review):
        return _abandoned(services, update_id, meant, reason)
    if not meant and naming.is_edit(services.repo, int(number)):
        _check_closed(number, update_id, places)
        return []
    return _whole(services, update_id, under_review, reason)


def _whole(
    services: Services, update_id: str, under_review: Sequence[Proposed], reason: str
) -> Sequence[Event]:
    """The record in ``failed/`` comes first: it keeps the id, and with it the Change-Id of the
    abandoned change, from being used again. Who may not write to the branch abandons only.
    """

    def edit(tip: str) -> tuple[Edit | None, Sequence[Place]]:
        places = _places(services, tip, update_id)
        if not places and not under_review and abandoned.told(services, update_id):
            return None, ()
        _check(update_id, places, under_review)
        moved = [place for place in places if place.directory not in (FAILED, PUSHED)]
        content = _content(services, tip, under_review, moved)
        new = Place(FAILED, update_id)
        # What failed under this id before keeps it, and its record.
        if content is None or (not moved and new in places):
            return None, moved
        return _edit(content, moved, new, reason), moved

    moved, refusal = _recorded(services, edit, update_id, bool(under_review))
    events = [Event(update_id, Action.WITHDRAWN, str(place)) for place in moved]
    events += _abandoned(services, update_id, under_review, reason)
    return [*events, Event(update_id, Action.UNRECORDED, refusal)] if refusal else events


def _abandoned(
    services: Services, update_id: str, items: Sequence[Proposed], reason: str
) -> Sequence[Event]:
    events = []
    for item in items:
        services.review.abandon(item.change, f'{WITHDRAWN}{safe_line(reason)}')
        events.append(Event(update_id, Action.ABANDONED, str(item.change.number)))
    return events


def _check_closed(number: str, update_id: str, places: Sequence[Place]) -> None:
    """A closed edit does not stand for its update: who withdraws it twice means no more by it."""
    if not any(place.directory == FAILED for place in places):
        raise UsageError(
            f'change {number} is not open any more; it was an edit of {update_id}',
            f'`rdopkg ci withdraw {update_id} --reason WHY` takes the update itself out.',
        )


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


def _check(update_id: str, places: Sequence[Place], under_review: Sequence[Proposed]) -> None:
    if not places and not under_review:
        raise UsageError(
            f'there is no update {quoted(update_id)}',
            '`rdopkg ci status` shows those on their way.',
        )
    if any(place.directory == PUSHED for place in places):
        edits = [f'`rdopkg ci withdraw {one.change.number} --reason WHY`' for one in under_review]
        more = f' {", ".join(edits)} abandons its open edit.' if edits else ''
        raise UsageError(
            f'{update_id} is in production already', f'Ship a better build as a new update.{more}'
        )


def _content(
    services: Services, tip: str, under_review: Sequence[Proposed], moved: Sequence[Place]
) -> bytes | None:
    """The file as it was on its way, the review's before the branch's; None where there is nothing
    to take out.
    """
    if under_review:
        return under_review[0].content
    return services.repo.read(tip, str(moved[0])) if moved else None


def _edit(content: bytes, moved: Sequence[Place], new: Place, reason: str) -> Edit:
    paths: dict[str, bytes | None] = {path: None for old in moved for path in (str(old), old.sums)}
    moves = [(old, new) for old in moved] or [(Place('review', new.id), new)]
    message = move.message(safe_line(reason), moves, {})
    return Edit({**paths, str(new): content}, message, new=[str(new)])
