"""What the last look at the rdo-update repo left in our clone: for completion, which may neither
wait for a server nor change anything.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import NamedTuple

from rdopkg_ci.core.policy import policy_file
from rdopkg_ci.core.policy.policy_file import POLICY
from rdopkg_ci.core.target import Target
from rdopkg_ci.core.text.characters import LIMIT
from rdopkg_ci.core.update import update_file
from rdopkg_ci.core.update.place import FAILED, PUSHED, Place
from rdopkg_ci.doors.update_repo import UpdateRepo
from rdopkg_ci.errors import InvalidInput
from rdopkg_ci.flows.services import reviewing
from rdopkg_ci.settings import Settings

# More is no help to who chooses among them.
_CHANGES = 100


class Remembered(NamedTuple):
    """``update_ids`` are those on their way, ``packages`` what they build, ``targets`` those that
    the policy names.
    """

    update_ids: Sequence[str] = ()
    packages: Sequence[str] = ()
    targets: Sequence[Target] = ()

    @property
    def releases(self) -> Sequence[str]:
        return sorted({target.release for target in self.targets})


def remembered(settings: Settings) -> Remembered:
    """Nothing where nobody has looked yet."""
    repo = reviewing.clone_of(settings)
    tip = repo.fetched() if repo else ''
    if not repo or not tip:
        return Remembered()
    merged = list(filter(None, map(Place.parse, repo.files(tip))))
    ended = {place.id for place in merged if place.directory in (PUSHED, FAILED)}
    found = [(tip, place) for place in merged] + [*_proposed(repo)]
    known = [(commit, str(place)) for commit, place in found if place.id not in ended]
    ids = sorted({place.id for _, place in found} - ended)
    return Remembered(ids, _packages(repo, known), _targets(repo, tip))


def _proposed(repo: UpdateRepo) -> Iterator[tuple[str, Place]]:
    for commit, changes in repo.changed(repo.brought(_CHANGES)).items():
        for place in filter(None, (Place.parse(change.path) for change in changes)):
            yield commit, place


def _packages(repo: UpdateRepo, known: Sequence[tuple[str, str]]) -> Sequence[str]:
    """What the files at these commits and paths build, as far as they are updates."""
    found: set[str] = set()
    for (_, path), content in repo.read_each(known, LIMIT).items():
        with suppress(InvalidInput):
            found |= {build.name for build in update_file.parse(content, path).update.builds}
    return sorted(found)


def _targets(repo: UpdateRepo, tip: str) -> Sequence[Target]:
    try:
        return list(policy_file.parse(repo.read(tip, POLICY) or b'', POLICY).targets)
    except InvalidInput:
        return ()
