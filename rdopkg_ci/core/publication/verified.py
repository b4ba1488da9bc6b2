"""Whether what production's metadata lists is what was tested."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from rdopkg_ci.core import rpm_version
from rdopkg_ci.core.publication.filelist import Sum
from rdopkg_ci.core.target import Target

# Package and architecture.
_Package = tuple[str, str]


class Record(NamedTuple):
    """An RPM that was published, and the update that brought it."""

    update: str
    published: Sum


class Mismatch(NamedTuple):
    """What production should hold: ``found`` is the checksum that its metadata has instead, as
    ALGORITHM:HEX, empty where that has none, None where it does not list the RPM.
    """

    record: Record
    found: str | None


class Verified(NamedTuple):
    """``as_tested`` is how many RPMs are what was published, ``replaced`` how many are gone while a
    newer build of the package is there, ``others`` how many came with no update.
    """

    target: Target
    as_tested: int
    replaced: int
    others: int
    mismatches: tuple[Mismatch, ...]


def verify(target: Target, records: Iterable[Record], listed: Mapping[str, str]) -> Verified:
    """``listed`` maps the paths in the metadata to their checksums, as ALGORITHM:HEX."""
    wanted = sorted({one for one in records if one.published.target == target})
    newest = _newest(listed)
    mismatches: list[Mismatch] = []
    # Several updates may have brought one RPM.
    as_tested, replaced = set[str](), set[str]()
    for one in wanted:
        path = one.published.path
        found = listed.get(path)
        if found == f'sha256:{one.published.sha256}':
            as_tested.add(path)
        elif found is None and _is_replaced(one.published.file, newest):
            replaced.add(path)
        else:
            mismatches.append(Mismatch(one, found))
    others = listed.keys() - {one.published.path for one in wanted}
    return Verified(target, len(as_tested), len(replaced), len(others), tuple(mismatches))


def _newest(listed: Iterable[str]) -> Mapping[_Package, str]:
    """The newest RPM of each, as NAME-VERSION-RELEASE."""
    newest: dict[_Package, str] = {}
    for package, name in _split(listed):
        if package not in newest or rpm_version.compare_builds(name, newest[package]) > 0:
            newest[package] = name
    return newest


def _is_replaced(file: str, newest: Mapping[_Package, str]) -> bool:
    return any(
        package in newest and rpm_version.compare_builds(newest[package], name) > 0
        for package, name in _split([file])
    )


def _split(paths: Iterable[str]) -> Iterator[tuple[_Package, str]]:
    """Of names that tell it: what it is, and as NAME-VERSION-RELEASE."""
    for path in paths:
        name, _, arch = path.rpartition('/')[2].removesuffix('.rpm').rpartition('.')
        parts = name.rsplit('-', 2)
        if len(parts) == 3:
            yield (parts[0], arch), name
