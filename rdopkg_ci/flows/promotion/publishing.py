"""Publish to production what stage has tested, and move the updates to ``pushed/``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from rdopkg_ci.core.event import Action, Event
from rdopkg_ci.core.publication import filelist
from rdopkg_ci.core.publication.publication import Publication
from rdopkg_ci.core.update import move
from rdopkg_ci.core.update.place import PUSHED, Place
from rdopkg_ci.doors.git.edit import Edit
from rdopkg_ci.doors.publication import generations, production
from rdopkg_ci.errors import LostRace
from rdopkg_ci.flows.promotion.plan import Promotion
from rdopkg_ci.flows.promotion.ready import Ready
from rdopkg_ci.flows.services import Services


def publish(services: Services, promotion: Promotion) -> Sequence[Event]:
    """Production becomes what stage tested, then the updates move; returns what was done.

    Raises LostRace, with nothing changed, when the repo or production has gone on since they were
    looked at.
    """
    root = services.settings.publish.production
    with production.locked(root):
        _check_unchanged(services, promotion)
        pairs = [(item, _generation(services, item)) for item in promotion.publications]
        for item, generation in pairs:
            production.check(root, item.target, generation, item.content)
        events = []
        for item, generation in pairs:
            added = production.publish(root, item.target, generation, item.content)
            detail, target = f'{item.generation}, RPMs added: {len(added)}', str(item.target)
            events.append(Event(target, Action.PUBLISHED, detail, target=target))
        return [*events, *_push(services, promotion)]


def _generation(services: Services, item: Publication) -> Path:
    return generations.path(services.settings.publish.stage, item.target, item.generation)


def _check_unchanged(services: Services, promotion: Promotion) -> None:
    now = services.repo.files(services.repo.tip())
    moved = [update.id for update in promotion.updates if not update.is_in(now)]
    if moved:
        problem = f'changed in the rdo-update repo since they were looked at: {", ".join(moved)}'
        raise LostRace(problem, 'Run this again.')


def _push(services: Services, promotion: Promotion) -> Sequence[Event]:
    """A commit for each update; one edited in this very moment stays for a person to look at."""

    def edits(tip: str) -> tuple[Sequence[Edit], Sequence[Ready]]:
        now = services.repo.files(tip)
        moving = [update for update in promotion.updates if update.is_in(now)]
        return [_edit(services, promotion, update, tip) for update in moving], moving

    moved = services.repo.edit_all(edits)
    left = [update for update in promotion.updates if update not in moved]
    events = [Event(update.id, Action.MOVED, PUSHED) for update in moved]
    return events + [Event(update.id, Action.LEFT_IN_PLACE) for update in left]


def _edit(services: Services, promotion: Promotion, update: Ready, tip: str) -> Edit:
    old, new = update.place, Place(PUSHED, update.id)
    items = promotion.items(update.id)
    paths = [
        production.path(services.settings.publish.production, where.target) / item.path
        for where, item in items
    ]
    edits: Mapping[str, bytes | None] = {
        str(old): None,
        old.sums: None,
        str(new): services.repo.read(tip, str(old)),
        new.sums: filelist.dump_sums(
            item.tested._replace(sha256=where.content[item.path]) for where, item in items
        ),
        new.files: filelist.dump_files(map(str, paths)),
    }
    tested = ', '.join(
        f'{where.target} {where.generation}'
        for where in promotion.publications
        if update.id in where.updates
    )
    authors = {str(old): services.repo.history.author(tip, str(old))}
    message = move.message(f'stage ({tested}) passed.', [(old, new)], authors)
    return Edit(edits, message, move.author(authors), [str(new)])
