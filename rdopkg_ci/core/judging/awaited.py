"""What one update lacks and another one brings, which was not tested with it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from rdopkg_ci.core import rpm_version
from rdopkg_ci.core.depsolve.lacking import Want, lacking
from rdopkg_ci.core.judging.awaits_step import distance
from rdopkg_ci.core.judging.row import REVIEW, Awaited, Row
from rdopkg_ci.core.judging.turn import Hold
from rdopkg_ci.core.target import Target
from rdopkg_ci.core.update.place import PUSHED

_HELD = (Hold.NOTHING, Hold.UNCLEAR)


class Other(NamedTuple):
    """An update that may bring something: ``number`` is its change's, 0 where it has left review;
    ``names`` are what it brings, by target, as NAME-VERSION-RELEASE.
    """

    update_id: str
    where: str
    number: int
    names: Mapping[Target, Collection[str]]


def lacks(row: Row) -> Mapping[Target, Sequence[Want]]:
    """By red target what it lacks; nothing where a red one has another cause too."""
    found: dict[Target, Sequence[Want]] = {}
    for one in row.ruling.targets if row.is_red and row.hold in _HELD else ():
        if one.verdict.red:
            told = lacking(one.cause, row.update_id) if one.cause else None
            if not told:
                return {}
            found[one.target] = told
    return found


def awaiting(row: Row, others: Iterable[Other]) -> Row:
    """The row, held by those that bring all that it lacks; as it was where something is brought by
    nobody.
    """
    wanted = [(target, one) for target, every in lacks(row).items() for one in every]
    near = sorted(others, key=lambda one: (distance(one.where), one.update_id))
    found = [next(_bringing(near, target, one), None) for target, one in wanted]
    named = dict.fromkeys(one for one in found if one)
    if not named or not all(found):
        return row
    note = '\n'.join(filter(None, [row.note, told(tuple(named))]))
    return row._replace(hold=Hold.AWAITS, awaited=tuple(named), note=note)


def _bringing(others: Iterable[Other], target: Target, want: Want) -> Iterator[Awaited]:
    for other in others:
        for name in sorted(other.names.get(target, ())):
            words = name.rsplit('-', 2)
            if len(words) == 3 and rpm_version.is_asked_for(want.requirement, *words):
                yield Awaited(other.update_id, other.where, other.number, name)
            elif len(words) == 3 and want.broken and _is_newer(name, want.broken):
                yield Awaited(other.update_id, other.where, other.number, name, want.broken)


def _is_newer(one: str, other: str) -> bool:
    """Of the same package; both as NAME-VERSION-RELEASE."""
    is_same = one.rsplit('-', 2)[0] == other.rsplit('-', 2)[0]
    return is_same and rpm_version.compare_builds(one, other) > 0


def mutual(rows: Sequence[Row]) -> Sequence[Row]:
    """The rows, with those known that await each other."""
    awaited = {row.update_id: {one.update_id for one in row.awaited} for row in rows if row.awaited}
    return [
        row._replace(
            awaited=tuple(
                one._replace(is_mutual=row.update_id in awaited.get(one.update_id, ()))
                for one in row.awaited
            )
        )
        for row in rows
    ]


def told(awaited: Sequence[Awaited]) -> str:
    """A line each."""
    return '\n'.join(map(_told, awaited))


def _told(one: Awaited) -> str:
    if one.where == PUSHED:
        return f'{one.update_id} has brought {one.brings} to production since'
    where = f'review {one.number}' if one.where == REVIEW else f'{one.where}/'
    instead = f' for {one.replaces}, which it breaks' if one.replaces else ''
    return f'waits for {one.update_id} in {where}, which brings {one.brings}{instead}'
