"""`rdopkg update FILE`: check an update file and propose it for review."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple, Optional

from rdopkg_ci.core import identity, message, targets, topic, update_file
from rdopkg_ci.core.place import UPDATES, Place
from rdopkg_ci.core.update import Update
from rdopkg_ci.doors import files, sources
from rdopkg_ci.doors.review import Change, Proposal
from rdopkg_ci.errors import InvalidInput, Refused, UsageError
from rdopkg_ci.flows.world import World
from rdopkg_ci.settings import Settings

LIMIT = 1_000_000
PROJECT = 'rdo-update'


class Submission(NamedTuple):
    """What to propose. ``change`` is the open change that it is a patch set of; ``place`` is where these very builds lie
    already, which leaves nothing to do.
    """

    update_id: str
    update: Update
    proposal: Proposal
    warnings: Sequence[str]
    change: Optional[Change] = None
    place: Optional[Place] = None


def prepare(world: World, path: Path, check: bool, asked_id: str) -> Submission:
    """Check everything and change nothing. Raises InvalidInput with all problems at once."""
    if asked_id and not identity.ID.fullmatch(asked_id):
        raise UsageError(f'{asked_id!r} is not the id of an update: four letters or digits, such as 06ny')
    parsed = update_file.parse(files.read(path, LIMIT), str(path))
    tip = world.repo.tip()
    update = targets.settle(parsed.update, world.policy(tip))
    if check:
        check_builds(world.settings, update, str(path))
    known = _Known(world, tip)
    update_id = asked_id or (path.stem if known.change(path.stem) else identity.update_id(update, known.is_other(update)))
    change, place = known.change(update_id), known.places.get(update_id)
    if place and place.directory != UPDATES and asked_id:
        raise Refused(f'{place} exists: update {update_id} has left the pool', 'Submit the builds as a new update, without --id.')
    key = identity.change_key(PROJECT, update_id)
    text = message.commit_message(update_id, update, key)
    proposal = Proposal(key, str(Place(UPDATES, update_id)), update_file.dump(update), text, topic.topic(update.targets))
    same = place if place and not change and known.content(update_id) == proposal.content else None
    return Submission(update_id, update, proposal, parsed.warnings, change, same)


def check_builds(settings: Settings, update: Update, name: str) -> None:
    """Look each build up at its source; raises InvalidInput naming all that are not there."""
    missing = [build for build in update.builds if sources.find(build.source, settings.sources).check(build) is None]
    if missing:
        problems = tuple(f'{build.id} ({build.target}) does not exist at its source {build.source}' for build in missing)
        raise InvalidInput(f'{name}:', problems, 'Build them first, or submit with -a to skip this check.')


class _Known:
    """The updates that exist already: in the repo at one commit, and in open changes."""

    def __init__(self, world: World, tip: str) -> None:
        self._world = world
        self._tip = tip
        self._changes = {change.key: change for change in world.review.open_changes()}
        self.places = {place.id: place for path in world.repo.files(tip) if (place := Place.parse(path))}

    def change(self, update_id: str) -> Optional[Change]:
        return self._changes.get(identity.change_key(PROJECT, update_id))

    def content(self, update_id: str) -> Optional[bytes]:
        change, place = self.change(update_id), self.places.get(update_id)
        if change:
            return self._world.review.read(change.revision, str(Place(UPDATES, update_id)))
        return self._world.repo.read(self._tip, str(place)) if place else None

    def is_other(self, update: Update) -> identity.Taken:
        """Whether an id belongs to an update of other builds than ours."""
        def taken(update_id: str) -> bool:
            data = self.content(update_id)
            if data is None:
                return False
            try:
                return set(update_file.parse(data, update_id).update.builds) != set(update.builds)
            except InvalidInput:
                return True
        return taken
