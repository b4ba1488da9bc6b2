"""The update files of the repo at a commit, parsed and settled against the policy."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Callable, NamedTuple

from rdopkg_ci.core.policy.policy import Policy
from rdopkg_ci.core.update import targets, update_file
from rdopkg_ci.core.update.place import UPDATES, Place
from rdopkg_ci.core.update.pool import Pool, Pooled
from rdopkg_ci.doors.gitpaths import is_plain
from rdopkg_ci.errors import InvalidInput
from rdopkg_ci.flows.services import Branch


class Found(NamedTuple):
    """``broken`` maps the ids of files that are no update to the reason; ``blobs`` holds the
    content's git id by id.
    """

    pool: Pool
    broken: Mapping[str, str]
    blobs: Mapping[str, str]


def pool_at(services: Branch, commit: str, policy: Policy) -> Found:
    """Everything in ``updates/`` at ``commit``."""
    return updates_at(services, commit, policy, lambda place: place.directory == UPDATES)


def updates_at(
    services: Branch, commit: str, policy: Policy, wanted: Callable[[Place], bool]
) -> Found:
    """The updates at ``commit`` in the places that are ``wanted``."""
    blobs = services.repo.files(commit)
    listed = {path: place for path in blobs if (place := Place.parse(path)) and wanted(place)}
    members, broken = [], {}
    contents = services.repo.read_many(commit, sorted(listed))
    for path, place in sorted(listed.items()):
        data = contents.get(path)
        if data is None or not is_plain(blobs[path]):
            broken[place.id] = f'{path} is not a regular file'
            continue
        try:
            update = targets.settle(update_file.parse(data, path).update, policy)
            members.append(Pooled(place.id, path, update))
        except InvalidInput as error:
            broken[place.id] = str(error)
    return Found(
        Pool(tuple(sorted(members))), broken, {listed[path].id: blobs[path] for path in listed}
    )
