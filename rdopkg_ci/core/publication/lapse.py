"""What production's metadata lists, and production does not hold as listed: readers fail on it, and
a publication made of what lies there would drop it without a word.
"""

from __future__ import annotations

from typing import NamedTuple

from rdopkg_ci.core.target import Target


class Lapse(NamedTuple):
    """``is_there`` where there is another file of that name; ``digest`` is the one that is listed,
    as ALGORITHM:HEX. ``updates`` are the ids of those that brought the RPM, ``copy`` where one as
    it was listed lies, empty for nowhere.
    """

    target: Target
    path: str
    is_there: bool
    digest: str
    updates: tuple[str, ...] = ()
    copy: str = ''

    def __str__(self) -> str:
        return f'{self.target}: {self.told}'

    @property
    def told(self) -> str:
        """Without its target."""
        what = 'is not what the metadata lists' if self.is_there else 'is listed, but not there'
        by = f' (update {", ".join(self.updates)} brought it)' if self.updates else ''
        copy = f'; a copy lies at {self.copy}' if self.copy else ''
        return f'{self.path} {what}{by}{copy}'
