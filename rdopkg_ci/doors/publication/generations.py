"""The stage repos: every state ever published is a directory of its own, and a symlink names the
current one.

    ROOT/RELEASE/DIST                     -> ../.generations/RELEASE/DIST/NAME
    ROOT/.generations/RELEASE/DIST/NAME   one immutable generation, named after its content

A reader who fetched repomd.xml just before the switch still finds the files that it names:
they are carried along from generation to generation.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Callable

from rdopkg_ci.core.target import Target
from rdopkg_ci.doors.lock import held
from rdopkg_ci.doors.publication import modes, placing, tree
from rdopkg_ci.doors.publication.tree import REPODATA, REPOMD, TreeFile
from rdopkg_ci.errors import CiError

KEPT = 5
PATIENCE = 600.0


def path(root: Path, target: Target, name: str) -> Path:
    """Where the generation ``name`` lies, or would lie."""
    return _home(root, target) / name


def exists(root: Path, target: Target, name: str) -> bool:
    """Whether there is such a generation; it appears whole and checked, or not at all."""
    return path(root, target, name).is_dir()


def current(root: Path, target: Target) -> str:
    """The name of the generation that readers see, empty for none."""
    link = root / target.release / target.dist
    return Path(os.readlink(link)).name if link.is_symlink() else ''


def kept(root: Path, target: Target) -> list[Path]:
    """The generations that there are, newest first."""
    home = _home(root, target)
    places = (
        [place for place in home.iterdir() if (place / REPODATA / REPOMD).is_file()]
        if home.is_dir()
        else []
    )
    return sorted(places, key=lambda place: (place.stat().st_mtime_ns, place.name), reverse=True)


@contextmanager
def workspace(root: Path) -> Iterator[Path]:
    """Nobody else publishes below ``root`` meanwhile; yields an empty directory on its file system,
    gone afterwards.
    """
    hidden = root / '.generations'
    with held(hidden / '.lock', PATIENCE):
        scratch = placing.empty(hidden / '.work')
        try:
            yield scratch
        finally:
            shutil.rmtree(scratch)


def publish(
    root: Path,
    target: Target,
    name: str,
    entries: Sequence[TreeFile],
    make: Callable[[Path], None],
    scratch: Path,
    used: Collection[str] = (),
) -> None:
    """Show readers the generation ``name``, built of ``entries`` unless it exists; only inside
    `workspace`.

    ``make`` writes the metadata of a directory; ``used`` names generations that must not be
    removed. Raises CiError when a file is not what its checksum says.
    """
    place = path(root, target, name)
    if place.is_dir():
        _carry(root, target, place, scratch)
        os.utime(place)
    else:
        modes.directory(place.parent)
        _build(root, target, entries, make, scratch).rename(place)
    link = root / target.release / target.dist
    modes.open_up(place, *_between(root, place), *_between(root, link))
    _switch(root, target, name, scratch)
    _prune(root, target, {name, *used}, scratch)


def _build(
    root: Path,
    target: Target,
    entries: Sequence[TreeFile],
    make: Callable[[Path], None],
    scratch: Path,
) -> Path:
    temporary = placing.empty(scratch / 'generation')
    for entry in entries:
        placing.put(entry.origin, temporary / entry.path, scratch)
    make(temporary)
    for made in (temporary / REPODATA).iterdir():
        placing.sync(made)
    _carry(root, target, temporary, scratch)
    modes.open_up(temporary)
    tree.check(temporary, {entry.path: entry.sha256 for entry in entries})
    return temporary


def _carry(root: Path, target: Target, place: Path, scratch: Path) -> None:
    """Add the metadata files of every kept generation, as its own repomd.xml names them."""
    for other in kept(root, target):
        for name in tree.named_by_repomd(other):
            if not (place / REPODATA / name).exists():
                placing.put(other / REPODATA / name, place / REPODATA / name, scratch)


def _switch(root: Path, target: Target, name: str, scratch: Path) -> None:
    if current(root, target) == name:
        return
    link, temporary = root / target.release / target.dist, scratch / 'link'
    modes.directory(link.parent)
    temporary.symlink_to(Path('..', '.generations', target.release, target.dist, name))
    try:
        os.replace(temporary, link)
    except OSError as error:
        raise CiError(
            f'{link}: cannot be made a symlink: {error.strerror}',
            'Move what lies there out of the way.',
        ) from error


def _between(root: Path, path: Path) -> Sequence[Path]:
    """The directories that lead from ``root`` to ``path``, as far as they are there."""
    return [parent for parent in path.parents if parent.is_relative_to(root) and parent.is_dir()]


def _prune(root: Path, target: Target, used: Collection[str], scratch: Path) -> None:
    for place in kept(root, target)[KEPT:]:
        if place.name not in used:
            # Renamed first, so that no part of a generation is ever seen under its name.
            doomed = scratch / 'doomed'
            place.rename(doomed)
            shutil.rmtree(doomed)


def _home(root: Path, target: Target) -> Path:
    return root / '.generations' / target.release / target.dist
