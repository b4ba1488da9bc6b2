"""What comes next for an update that lacks what others bring."""

from __future__ import annotations

from rdopkg_ci.core.judging.row import REVIEW, Awaited, Row
from rdopkg_ci.core.judging.turn import Turn, Who
from rdopkg_ci.core.judging.typed import phase2, promote, resubmit, retry
from rdopkg_ci.core.update.place import PUSHED, UPDATES

# The nearest to production first; what is ready lies in a directory of any name.
_PLACES = (PUSHED, '', UPDATES, REVIEW)


def distance(where: str) -> int:
    """How far from production that is."""
    return _PLACES.index(where if where in _PLACES else '')


def awaits(row: Row) -> Turn:
    """By the last of them: until that one has come so far, nothing is tested with all of them."""
    ids = tuple(sorted({one.update_id for one in row.awaited if one.where != PUSHED}))
    last = max(row.awaited, key=lambda one: distance(one.where))
    if row.where == REVIEW:
        return _alone(row, ids, last)
    return _in_pool(row, ids, last) if row.where == UPDATES else _ready(row, ids, last)


def _alone(row: Row, ids: tuple[str, ...], last: Awaited) -> Turn:
    """It is tested against production, so they have to be there, or come with it."""
    if last.where == PUSHED:
        return Turn(Who.AUTHOR, retry(row.update_id))
    if any(one.is_mutual for one in row.awaited):
        return Turn(Who.AUTHOR, _together(row))
    both = f'; or list the builds in one update: {resubmit(row)}'
    first = _to_production(row, ids, last)
    if last.where == REVIEW:
        return Turn(Who.AUTHOR, f'{retry(row.update_id)} once {first} in production{both}')
    return Turn(Who.RELEASE_ENGINEER, f'{first}, then {retry(row.update_id)}{both}')


def _together(row: Row) -> str:
    """Each is tested without the other, so neither ever passes by itself."""
    others = [one for one in row.awaited if one.is_mutual]
    away = ' and '.join(
        f'`rdopkg ci withdraw {number} --reason WHY`'
        for number in dict.fromkeys(str(one.number or one.update_id) for one in others)
    )
    return f'list the builds of both in one update: {resubmit(row)}; then {away} for the other'


def _in_pool(row: Row, ids: tuple[str, ...], last: Awaited) -> Turn:
    """What is in updates/ is tested with it the next time, what has left it only by production."""
    if last.where == PUSHED:
        return Turn(Who.RELEASE_ENGINEER, retry(row.update_id))
    pooled = {one.update_id for one in row.awaited if one.where in (UPDATES, REVIEW)}
    ready = [one for one in ids if one not in pooled]
    again = phase2(row, set(row.left_out) - pooled)
    later = f'{again} tests them together' if pooled else retry(row.update_id)
    if last.where == REVIEW:
        later = f'{again} once {_named(tuple(sorted(pooled)))} in updates/'
    return Turn(Who.RELEASE_ENGINEER, f'{promote(*ready)}, then {later}' if ready else later)


def _ready(row: Row, ids: tuple[str, ...], last: Awaited) -> Turn:
    """Stage tests what is promoted together."""
    together = promote(row.update_id, *ids)
    if last.where == UPDATES:
        return Turn(Who.RELEASE_ENGINEER, f'{phase2(row)}, then {together}')
    when = f' once {_named(ids)} ready' if last.where == REVIEW else ''
    return Turn(Who.RELEASE_ENGINEER, f'{together}{when}')


def _to_production(row: Row, ids: tuple[str, ...], last: Awaited) -> str:
    if last.where == REVIEW:
        return _named(ids)
    return f'{phase2(row)} and {promote(*ids)}' if last.where == UPDATES else promote(*ids)


def _named(ids: tuple[str, ...]) -> str:
    return f'{" and ".join(ids)} {"is" if len(ids) == 1 else "are"}'
