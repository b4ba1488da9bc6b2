"""What lies in our home and nobody has used for long: how much there is, by age."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path


def files(directory: Path, days: int) -> Iterator[Path]:
    """The regular files below ``directory`` that nobody wrote or asked for in so many days."""
    oldest = time.time() - days * 86400.0
    for place, _, names in os.walk(directory):
        for name in names:
            path = Path(place, name)
            if _state(path, lambda state: state.st_mtime < oldest) and path.is_file():
                yield path


def size(path: Path) -> int:
    """In bytes: of a file, or of all that lies below a directory."""
    if not path.is_dir():
        return _state(path, lambda state: state.st_size)
    inside = (Path(place, name) for place, _, names in os.walk(path) for name in names)
    return sum(_state(one, lambda state: state.st_size) for one in inside)


def _state(path: Path, told: Callable[[os.stat_result], int]) -> int:
    """0 where it is gone already, or is a link, which leads to what is not ours."""
    try:
        state = path.lstat()
    except OSError:
        return 0
    return 0 if path.is_symlink() else told(state)
