"""`rdopkg update FILE`: check an update file and propose it for review."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from functools import cached_property
from pathlib import Path

from rdopkg_ci.core.review.change import Change, Proposal
from rdopkg_ci.core.review.submission import Submission
from rdopkg_ci.core.update import group, identity, message, topic, update_file
from rdopkg_ci.core.update.place import FAILED, PUSHED, UPDATES, Place
from rdopkg_ci.core.update.update import Build, Update
from rdopkg_ci.doors import files, sources
from rdopkg_ci.errors import InvalidInput, UsageError
from rdopkg_ci.flows.proposed import proposed
from rdopkg_ci.flows.services import Services
from rdopkg_ci.settings import Settings

LIMIT = 1_000_000
PROJECT = 'rdo-update'


def prepare(services: Services, path: Path, check: bool, asked_id: str) -> Submission:
    """Check everything and change nothing. Raises InvalidInput with all problems at once."""
    if asked_id and not identity.ID.fullmatch(asked_id):
        raise UsageError(
            f'{asked_id!r} is not the id of an update: four letters or digits, such as 06ny'
        )
    tip = services.repo.tip()
    policy = services.policy(tip)
    parsed = update_file.parse(files.read(path, LIMIT), str(path), policy)
    update, known = parsed.update, _Known(services, tip)
    group_problem = group.problem(update.group, known.paths, policy)
    if group_problem:
        raise InvalidInput(f'{path}:', (group_problem,))
    if check:
        check_builds(services.settings, update, str(path))
    named = path.stem if identity.ID.fullmatch(path.stem) and known.change(path.stem) else ''
    update_id = asked_id or named or identity.update_id(update, known.is_other(update))
    if asked_id and not known.exists(asked_id):
        raise UsageError(
            f'there is no update {asked_id} to submit again',
            'Leave --id out for a new update: its id is computed.',
        )
    key = known.key(update_id)
    text = message.commit_message(update_id, update, key)
    proposal = Proposal(
        key,
        str(Place(UPDATES, update_id)),
        update_file.dump(update),
        text,
        topic.topic(update.targets),
    )
    change = known.change(update_id)
    warnings = [*parsed.warnings, *known.elsewhere(update_id, update)]
    if change:
        return Submission(
            update_id,
            update,
            proposal,
            warnings,
            change,
            known.content(update_id) == proposal.content,
        )
    return Submission(
        update_id, update, proposal, warnings, place=known.settled(update_id, proposal)
    )


def check_builds(settings: Settings, update: Update, name: str) -> None:
    """Look all builds up at their sources; raises InvalidInput naming those that cannot be had."""
    problems: dict[Build, str] = {}
    for source, builds in sources.by_source(update.builds).items():
        problems.update(_problems(settings, source, builds))
    if problems:
        where = (
            f'The source local looks in {settings.sources.local}. '
            if any(build.source == 'local' for build in problems)
            else ''
        )
        told = tuple(
            f'{build.id} ({build.target}) {problems[build]}'
            for build in update.builds
            if build in problems
        )
        raise InvalidInput(
            f'{name}:', told, f'{where}Build them first, or submit with -a to skip this check.'
        )


def _problems(settings: Settings, source: str, builds: Sequence[Build]) -> Mapping[Build, str]:
    """What is wrong with builds of one source, for those that have something wrong."""
    try:
        states = sources.find(source, settings.sources.local).states(builds)
    except UsageError as error:
        return dict.fromkeys(builds, f'cannot be looked up: {error}')
    problems = {build: state.problem(source) for build, state in states.items()}
    return {build: problem for build, problem in problems.items() if problem}


class _Known:
    """The updates that exist already: in the repo at one commit, and in open changes."""

    def __init__(self, services: Services, tip: str) -> None:
        self._services = services
        self._tip = tip
        self._proposed = {item.place.id: item for item in proposed(services.review, services.repo)}
        self._files = services.repo.files(tip)
        self.paths = self._files.keys()
        self.places = {place.id: place for path in self._files if (place := Place.parse(path))}

    @cached_property
    def _gone(self) -> Set[str]:
        """The ids that the branch has ever had: the gate refuses those that are not in updates/."""
        ever = self._services.repo.ever(self._tip, ['*/????.yml'])
        return {place.id for path in ever if (place := Place.parse(path))}

    def key(self, update_id: str) -> str:
        """A merged change takes no more patch sets, so an edit of what is in the repo has a key of
        its own.
        """
        change = self.change(update_id)
        blob = self._files.get(str(Place(UPDATES, update_id)), '')
        return change.key if change else identity.change_key(PROJECT, f'{update_id} {blob}'.strip())

    def change(self, update_id: str) -> Change | None:
        item = self._proposed.get(update_id)
        return item.change if item else None

    def exists(self, update_id: str) -> bool:
        return update_id in self.places or update_id in self._proposed

    def elsewhere(self, update_id: str, update: Update) -> Iterator[str]:
        """A warning for each build that another update on its way lists too."""
        pooled = {
            place.id for place in self.places.values() if place.directory not in (PUSHED, FAILED)
        }
        for other in sorted({*pooled, *self._proposed} - {update_id}):
            listed = {(build.id, build.target) for build in self._builds(other)}
            for build in update.builds:
                if (build.id, build.target) in listed:
                    yield f'{build.id} ({build.target}) is in update {other} too'

    def _builds(self, update_id: str) -> Sequence[Build]:
        try:
            data = self.content(update_id)
            return update_file.parse(data, update_id).update.builds if data else ()
        except InvalidInput:
            return ()

    def settled(self, update_id: str, proposal: Proposal) -> Place | None:
        """Where the update is, when there is nothing left to propose."""
        place = self.places.get(update_id)
        if place is None or (
            place.directory == UPDATES and self.content(update_id) != proposal.content
        ):
            return None
        if self._services.repo.read(self._tip, str(place)) != proposal.content:
            raise UsageError(
                f'{place}: update {update_id} has left the pool and cannot be edited',
                'Submit other builds as a new update.',
            )
        return place

    def content(self, update_id: str) -> bytes | None:
        if update_id in self._proposed:
            return self._proposed[update_id].content
        place = self.places.get(update_id)
        return self._services.repo.read(self._tip, str(place)) if place else None

    def is_other(self, update: Update) -> identity.Taken:
        """Whether an id belongs to an update of other builds than ours."""

        def taken(update_id: str) -> bool:
            data, place = self.content(update_id), self.places.get(update_id)
            if data is None:
                return update_id in self._gone
            if place and place.directory == FAILED:
                return True
            try:
                return set(update_file.parse(data, update_id).update.builds) != set(update.builds)
            except InvalidInput:
                return True

        return taken
