"""The update files of the repo at a commit, parsed and settled against the policy."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Callable, NamedTuple

from rdopkg_ci.core.policy.policy import Policy
from rdopkg_ci.core.update import targets, update_file
from rdopkg_ci.core.update.place import FAILED, PUSHED, UPDATES, Place
from rdopkg_ci.core.update.pool import Pool, Pooled
from rdopkg_ci.core.update.update import Update
from rdopkg_ci.doors.git.paths import is_plain
from rdopkg_ci.doors.update_repo import UpdateRepo
from rdopkg_ci.errors import InvalidInput
from rdopkg_ci.flows.services import Branch


class Found(NamedTuple):
    """``broken`` maps the places of files that are no update to the reason; ``blobs`` holds the
    content's git id by id.
    """

    pool: Pool
    broken: Mapping[Place, str]
    blobs: Mapping[str, str]


@lru_cache(maxsize=32)
def files_then(repo: UpdateRepo, commit: str) -> Mapping[str, str] | None:
    """What the branch held then, as `GitReader.files`; None where that commit is not to be had."""
    return repo.files(commit) if repo.here([commit]) else None


def pool_at(services: Branch, commit: str, policy: Policy) -> Found:
    """Everything in ``updates/`` at ``commit``."""
    return updates_at(services, commit, policy, lambda place: place.directory == UPDATES)


def updates_at(
    services: Branch, commit: str, policy: Policy, wanted: Callable[[Place], bool]
) -> Found:
    """The updates at ``commit`` in the places that are ``wanted``."""
    blobs = services.repo.files(commit)
    listed = {path: place for path in blobs if (place := Place.parse(path)) and wanted(place)}
    members, broken = [], dict[Place, str]()
    contents = services.repo.read_many(commit, sorted(listed))
    for path, place in sorted(listed.items()):
        data = contents.get(path)
        if data is None or not is_plain(blobs[path]):
            broken[place] = f'{path} is not a regular file'
            continue
        try:
            members.append(Pooled(place.id, path, parsed(data, place, policy)))
        except InvalidInput as error:
            broken[place] = str(error)
    return Found(
        Pool(tuple(sorted(members))), broken, {listed[path].id: blobs[path] for path in listed}
    )


def parsed(data: bytes, place: Place, policy: Policy) -> Update:
    """The update, settled as far as the policy knows its targets: what is over may be older.
    Raises InvalidInput where it is none.
    """
    if place.directory not in (PUSHED, FAILED):
        return update_file.parse(data, str(place), policy).update
    return settled(data, place, policy)


def settled(data: bytes, place: Place, policy: Policy) -> Update:
    """The same of what was merged long ago, wherever it lies."""
    update = update_file.parse(data, str(place)).update
    try:
        return targets.settle(update, policy)
    except InvalidInput:
        return update
