"""What people call things: changes for updates, and targets in any spelling."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from pathlib import Path

from rdopkg_ci.core.policy.policy import Policy
from rdopkg_ci.core.review.address import ChangeAddress
from rdopkg_ci.core.target import Target
from rdopkg_ci.core.update import targets
from rdopkg_ci.core.update.place import UPDATES, Place
from rdopkg_ci.doors.git.paths import ABSENT, PathChange
from rdopkg_ci.doors.update_repo import UpdateRepo
from rdopkg_ci.flows.services import Branch

_NUMBER = re.compile(r'[1-9][0-9]{0,8}')
# NAME-VERSION-RELEASE with what rpm and dnf put behind it.
_ARCH = r'\.(?:noarch|src|x86_64|aarch64|ppc64le|i686)'
_RPM = re.compile(rf'([^/]+-[^-/]+-[^-/]+?)(?:{_ARCH}(?:\.rpm)?|\.rpm)')


def number(branch: Branch, name: str) -> str:
    """The number of the change that is named by it, or by its address here; empty for any other
    name.
    """
    if _NUMBER.fullmatch(name):
        return name
    gerrit, remote = branch.settings.gerrit.url, branch.repo.remote
    address = ChangeAddress.parse(name)
    if address:
        homes = (gerrit, Path(remote).as_uri() if remote.startswith('/') else '')
        return address.number if address.is_at(*homes) else ''
    short = name.removeprefix(f'{gerrit}/').rstrip('/')
    return short if gerrit and _NUMBER.fullmatch(short) else ''


def ids(branch: Branch, tip: str, names: Sequence[str]) -> Sequence[str]:
    """The names, with the id of its update for each that is a change, open or closed long ago. An
    update of that id comes first.
    """
    numbers = {name: known for name in names if (known := number(branch, name))}
    if not numbers:
        return names
    there = {place.id for place in map(Place.parse, branch.repo.files(tip)) if place}
    found = {name: _update(branch.repo, int(numbers[name])) for name in numbers.keys() - there}
    return [found.get(name) or name for name in names]


def spelled(policy: Policy, name: str) -> str:
    """A target or a release as the policy spells it; any other name as it is."""
    try:
        return str(targets.spell(Target.parse(name.lower()), policy))
    except ValueError:
        return name.lower() if name.lower() in policy.releases else name


def on_dist(policy: Policy, name: str) -> Sequence[Target]:
    """The targets of a dist that is named alone, in any spelling; empty for any other name."""
    return [
        one
        for one in policy.targets
        if targets.is_same(one, Target(one.release, name.lower()), policy)
    ]


def is_edit(repo: UpdateRepo, number: int) -> bool:
    """Whether the change of that number began as an edit of an update that there was already."""
    first = _first(repo, number)
    return first is not None and first.old != ABSENT


def plain(name: str, known: Container[str]) -> str:
    """An update by the name of its file, a build by that of its RPM, and what is ``known`` in other
    letters, as the board has them; any other name as it is.
    """
    file = name.rpartition('/')[2].removesuffix('.yml') if name.endswith('.yml') else name
    for one in (name, file, file.lower()):
        if one in known:
            return one
    rpm = _RPM.fullmatch(name)
    return rpm[1] if rpm else name


def _update(repo: UpdateRepo, number: int) -> str:
    """The id that the change of that number began with; empty where it proposes no update."""
    first = _first(repo, number)
    place = Place.parse(first.path) if first else None
    return place.id if place and place.directory == UPDATES else ''


def _first(repo: UpdateRepo, number: int) -> PathChange | None:
    """What the change of that number began with, where that is one file."""
    revision = repo.first_patch_set(number)
    edits = repo.changed([revision]).get(revision, ()) if revision else ()
    return edits[0] if len(edits) == 1 else None
