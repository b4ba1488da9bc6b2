"""What is published can be read by the world, whatever the umask and whatever the modes of what it
was made of: a web server that answers 403 looks like an empty repo to nobody but its readers.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from rdopkg_ci.errors import CiError

FILE, DIRECTORY = 0o644, 0o755
_READ, _ENTER = 0o444, 0o555


def directory(path: Path) -> Path:
    """Make it and what is missing above it."""
    if not path.is_dir():
        directory(path.parent)
        path.mkdir(exist_ok=True)
        path.chmod(DIRECTORY)
    return path


def open_up(root: Path, *above: Path) -> None:
    """Let everybody read all below ``root``, and enter the directories ``above``; raises CiError
    where we may not.
    """
    for path, mode in _closed(root, above):
        try:
            path.chmod(mode)
        except OSError as error:
            raise CiError(
                f'{path}: readers may not read it, and we may not change that: {error.strerror}',
                f'Have its owner run: chmod a+rX {path}',
            ) from error


def check(root: Path) -> None:
    """Raises CiError unless everybody may read all below ``root``."""
    for path, _ in _closed(root, ()):
        raise CiError(f'{path}: readers may not read it', f'Run: chmod -R a+rX {root}')


def _closed(root: Path, above: tuple[Path, ...]) -> Iterator[tuple[Path, int]]:
    """What not everybody may read, with the mode that it should have."""
    for path in above:
        if not _has(path, _ENTER):
            yield path, DIRECTORY
    for place, directories, names in os.walk(root):
        directories[:] = sorted(name for name in directories if not name.startswith('.'))
        if not _has(Path(place), _ENTER):
            yield Path(place), DIRECTORY
        for path in (Path(place, name) for name in sorted(names) if not name.startswith('.')):
            if path.is_file() and not _has(path, _READ):
                yield path, FILE


def _has(path: Path, bits: int) -> bool:
    return stat.S_IMODE(path.stat().st_mode) & bits == bits
