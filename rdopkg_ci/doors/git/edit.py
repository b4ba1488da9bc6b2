"""One commit to the branch, before it is made."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from rdopkg_ci.errors import Refused


class Edit(NamedTuple):
    """``paths`` maps a path to its new content, None to remove it; ``author`` empty for git's own.
    ``new`` are those of the paths that must not be there yet.
    """

    paths: Mapping[str, bytes | None]
    message: str
    author: str = ''
    new: Collection[str] = ()

    def check(self, there: Collection[str]) -> None:
        """Raises Refused where it would write over something in a branch that holds ``there``."""
        left = set(there) - {path for path, content in self.paths.items() if content is None}
        directories = {parent for path in left for parent in _above(path)}
        for path, content in self.paths.items():
            over = left.intersection(_above(path)) or directories.intersection([path])
            if content is not None and (over or (path in self.new and path in there)):
                what = min(over, default=path)
                raise Refused(
                    f'{path} cannot be written: there is {what} already',
                    'Move what lies there out of the way, in a commit to the branch.',
                )


def _above(path: str) -> Iterator[str]:
    """The directories that a path lies in."""
    parts = path.split('/')[:-1]
    return ('/'.join(parts[: count + 1]) for count in range(len(parts)))
