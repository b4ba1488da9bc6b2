"""RPMs of one name and other content: no repo can hold both, so only one can ever be published."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from rdopkg_ci.core.depsolve.problem import Rival

PRODUCTION = 'production'


class Brought(NamedTuple):
    """An RPM that an update brings; ``digest`` is as ALGORITHM:HEX."""

    update: str
    file: str
    build: str
    digest: str


def rivals(
    brought: Sequence[Brought],
    published: Collection[Brought],
    waiting: Sequence[Brought] = (),
    is_alone: bool = False,
) -> Iterator[Rival]:
    """What stands for something else in production (as ``published`` do), in an update that is
    ``waiting`` to be promoted, or in another of those that bring it. With ``is_alone`` nobody has
    to be named.
    """
    for one in brought:
        blamed = () if is_alone else (one.update,)
        if one in published:
            yield Rival(one.file, one.build, PRODUCTION, blamed)
        for other in waiting:
            if _is_rival(one, other):
                yield Rival(one.file, one.build, f'update {other.update}, ready', blamed)
    yield from _among(brought)


def _among(brought: Sequence[Brought]) -> Iterator[Rival]:
    first: dict[str, Brought] = {}
    for one in brought:
        other = first.setdefault(one.file, one)
        if _is_rival(one, other):
            ids = (other.update, one.update)
            yield Rival(one.file, one.build, f'update {other.update}', ids)


def _is_rival(one: Brought, other: Brought) -> bool:
    return one.file == other.file and one.digest != other.digest and one.update != other.update
