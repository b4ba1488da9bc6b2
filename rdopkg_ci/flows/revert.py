"""Take an update that is ready back to ``updates/`` under its id: the next round of phase2 tests it
again, and it may be edited.
"""

from __future__ import annotations

from collections.abc import Sequence

from rdopkg_ci.core.event import Action, Event
from rdopkg_ci.core.text.terminal import quoted, safe_line
from rdopkg_ci.core.update import move
from rdopkg_ci.core.update.place import FAILED, PUSHED, UPDATES, Place
from rdopkg_ci.doors.git.edit import Edit
from rdopkg_ci.errors import Refused, UsageError
from rdopkg_ci.flows.naming import lookup
from rdopkg_ci.flows.services import Services

_ELSEWHERE = {
    PUSHED: ('is in production already', 'Ship a better build as a new update.'),
    FAILED: ('has been withdrawn', 'Its builds can be submitted as a new update.'),
}


def revert(services: Services, name: str, reason: str, is_dry: bool = False) -> Sequence[Event]:
    """What was done, or with ``is_dry`` would be; nothing where it is in ``updates/`` already.
    ``name`` is any of it, as `lookup.update_id` has it. Raises UsageError where no such update is
    in the branch, or it has gone further, Refused where something else lies where it is to move.
    """
    tip = services.repo.tip()
    update_id = lookup.update_id(services, tip, name, lambda place: place.is_ready)
    new = Place(UPDATES, update_id)

    def edit(tip: str) -> tuple[Edit | None, bool]:
        paths = services.repo.files(tip)
        places = [one for one in map(Place.parse, paths) if one and one.id == update_id]
        ready = [place for place in places if place.is_ready]
        if new in places and not ready:
            return None, False
        if not ready:
            raise _refusal(update_id, places)
        [old, *_] = ready
        blocked = move.blocked(new, paths)
        if blocked:
            raise Refused(f'{old} {blocked}', 'Move what lies there out of the way first.')
        return _edit(services, tip, old, new, reason), True

    is_moved = edit(tip)[1] if is_dry else services.repo.edit(edit)
    return [Event(update_id, Action.MOVED, UPDATES)] if is_moved else []


def _refusal(update_id: str, places: Sequence[Place]) -> UsageError:
    for place in places:
        if place.directory in _ELSEWHERE:
            what, hint = _ELSEWHERE[place.directory]
            return UsageError(f'{update_id} {what}', hint)
    return UsageError(
        f'no update {quoted(update_id)} is ready', '`rdopkg ci status ready` shows those that are.'
    )


def _edit(services: Services, tip: str, old: Place, new: Place, reason: str) -> Edit:
    """What phase2 tested is no use any more: it is tested again."""
    content = services.repo.read(tip, str(old))
    authors = {str(old): services.repo.history.author(tip, str(old))}
    said = move.message(safe_line(reason), [(old, new)], authors)
    paths = {str(old): None, old.sums: None, str(new): content}
    return Edit(paths, said, move.author(authors), [str(new)])
