"""The production repos: plain directories that mirrors and admins know, and that a publish only
ever adds to.

A publish copies a stage generation, by checksum, in two passes: everything but repomd.xml, then
repomd.xml with one rename. Until then readers see the old state, from then on the new one, and
nothing that either names is missing.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from rdopkg_ci.core.target import Target
from rdopkg_ci.doors import files
from rdopkg_ci.doors.lock import held
from rdopkg_ci.doors.publication import modes, placing, tree
from rdopkg_ci.doors.publication.tree import REPODATA, REPOMD
from rdopkg_ci.errors import CiError, LostRace

PATIENCE = 600.0
_OURS = '.rdopkg-ci'
# Metadata made to lie beside its successors carries its checksum in the name; nothing else is ever
# removed.
_HASHED = re.compile(r'[0-9a-f]{32,128}-.+')


def path(root: Path, target: Target) -> Path:
    return root / target.release / target.dist


def content(root: Path, target: Target) -> Mapping[str, str]:
    """The SHA-256 of every RPM there by path, in the metadata or not; nothing where there is no
    directory.
    """
    return tree.content(path(root, target))


@contextmanager
def locked(root: Path) -> Iterator[None]:
    """Nobody else publishes below ``root`` meanwhile."""
    with held(root / f'{_OURS}.lock', PATIENCE):
        yield


def check(root: Path, target: Target, generation: Path, expected: Mapping[str, str]) -> None:
    """Whether that generation may be published: it holds exactly the ``expected`` RPMs, checksums
    by path, and all of production.

    Raises LostRace when production has got something else meanwhile, CiError when the generation is
    broken.
    """
    tree.check(generation, expected)
    for name, sha256 in content(root, target).items():
        if expected.get(name) != sha256:
            where = path(root, target) / name
            raise LostRace(
                f'{where} has come or changed since stage was published',
                'Run this again to test with it.',
            )


def publish(
    root: Path, target: Target, generation: Path, expected: Mapping[str, str]
) -> Sequence[str]:
    """Make production what the generation is and return the paths of the RPMs added; only while
    `locked`.

    Before anything changes it raises what `check` raises.
    """
    check(root, target, generation, expected)
    place = modes.directory(path(root, target))
    scratch = placing.empty(place / _OURS)
    added = [name for name in sorted(expected) if not (place / name).exists()]
    for name in added:
        _put(generation / name, place / name, scratch, link=True)
    modes.open_up(place, place.parent, root)
    if not _same(generation / REPODATA / REPOMD, place / REPODATA / REPOMD):
        _publish_metadata(generation / REPODATA, place, scratch)
    shutil.rmtree(scratch)
    modes.open_up(place)
    tree.check(place, expected)
    return added


def _publish_metadata(origin: Path, place: Path, scratch: Path) -> None:
    repodata = place / REPODATA
    names = {item.name for item in origin.iterdir()} - {REPOMD}
    for name in sorted(names):
        if not _same(origin / name, repodata / name):
            _put(origin / name, repodata / name, scratch, link=False)
    # What the repomd.xml about to go names stays for those who have just read it.
    for name in sorted(_hashed(repodata) - names - _named(place)):
        (repodata / name).unlink()
    _put(origin / REPOMD, repodata / REPOMD, scratch, link=False)


def _put(origin: Path, place: Path, scratch: Path, link: bool) -> None:
    """RPMs are linked to save space; metadata is small, and an admin may edit it in place."""
    placing.put(origin, place, scratch, link)
    placing.sync(place)


def _hashed(repodata: Path) -> set[str]:
    return {item.name for item in repodata.iterdir() if _HASHED.fullmatch(item.name)}


def _named(place: Path) -> set[str]:
    try:
        return set(tree.named_by_repomd(place))
    except CiError:
        # A broken repomd.xml leads no reader anywhere; the new one mends it.
        return set()


def _same(one: Path, other: Path) -> bool:
    return other.is_file() and files.sha256(one) == files.sha256(other)
