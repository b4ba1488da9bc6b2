"""Ids that are taken: an id names one update for ever, wherever it has gone since."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache

from rdopkg_ci.core.update.place import UPDATES, Place
from rdopkg_ci.doors.update_repo import UpdateRepo


def taken(
    repo: UpdateRepo, tip: str, ids: Collection[str], paths: Collection[str]
) -> Mapping[str, str]:
    """Why these ids cannot be used for something in ``updates/``, for those that cannot; ``paths``
    are those at ``tip``. An update that lies there now may be edited.
    """
    gone = sorted({one for one in ids if str(Place(UPDATES, one)) not in paths})
    if not gone:
        return {}
    now = _by_id(paths)
    ever = _by_id(_ever(repo, tip, tuple(gone)))
    return {one: _reason(one, now.get(one, []), ever[one]) for one in gone if one in ever}


@lru_cache(maxsize=32)
def _ever(repo: UpdateRepo, tip: str, ids: tuple[str, ...]) -> frozenset[str]:
    """The branch's past does not change while the gate looks at it twice a second."""
    return frozenset(repo.history.ever(tip, [f'*/{one}.yml' for one in ids]))


def _by_id(paths: Iterable[str]) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = {}
    for path in sorted(paths):
        place = Place.parse(path)
        if place:
            found.setdefault(place.id, []).append(path)
    return found


def _reason(one: str, now: Collection[str], ever: Collection[str]) -> str:
    where = f'it is {", ".join(now)} now' if now else f'it was {", ".join(ever)} once'
    return f'the id {one} is taken: {where}; submit these builds as a new update'
