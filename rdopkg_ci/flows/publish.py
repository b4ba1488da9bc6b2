"""Publish to production what stage has tested, and move the updates to ``pushed/``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rdopkg_ci.core.publication import filelist
from rdopkg_ci.core.update import move
from rdopkg_ci.core.update.place import PUSHED, Place
from rdopkg_ci.doors import generations, production
from rdopkg_ci.doors.update_repo import Edit
from rdopkg_ci.errors import LostRace
from rdopkg_ci.flows.promote import Promotion
from rdopkg_ci.flows.ready import Ready
from rdopkg_ci.flows.services import Services


def publish(services: Services, asked: Promotion) -> Sequence[str]:
    """Production becomes what stage tested, then the updates move; returns what was done.

    Raises LostRace, with nothing changed, when the repo or production has gone on since they were
    looked at.
    """
    root = services.settings.production
    with production.locked(root):
        _check_unchanged(services, asked)
        pairs = [
            (item, generations.path(services.settings.stage, item.target, item.generation))
            for item in asked.publications
        ]
        for item, generation in pairs:
            production.check(root, item.target, generation, item.content)
        deeds = []
        for item, generation in pairs:
            added = production.publish(root, item.target, generation, item.content)
            deeds.append(
                f'{item.target}: production is generation {item.generation}, RPMs added:'
                f' {len(added)}'
            )
        return [*deeds, *_push(services, asked)]


def _check_unchanged(services: Services, asked: Promotion) -> None:
    now = services.repo.files(services.repo.tip())
    moved = [update.id for update in asked.updates if not update.is_in(now)]
    if moved:
        raise LostRace(
            f'changed in the rdo-update repo since they were looked at: {", ".join(moved)}',
            'Run this again.',
        )


def _push(services: Services, asked: Promotion) -> Sequence[str]:
    """A commit for each update; one edited in this very moment stays for a person to look at."""
    moved: list[str] = []

    def edits(tip: str) -> Sequence[Edit]:
        now = services.repo.files(tip)
        moving = [update for update in asked.updates if update.is_in(now)]
        moved[:] = [update.id for update in moving]
        return [_edit(services, asked, update, tip) for update in moving]

    services.repo.edit_all(edits)
    left = [update.id for update in asked.updates if update.id not in moved]
    deeds = (
        [f'moved to {move.told(Place(PUSHED, update_id) for update_id in moved)}'] if moved else []
    )
    return deeds + (
        [f'published, but left where they are, for they were edited meanwhile: {", ".join(left)}']
        if left
        else []
    )


def _edit(services: Services, asked: Promotion, update: Ready, tip: str) -> Edit:
    old, new = update.place, Place(PUSHED, update.id)
    items = asked.items(update.id)
    paths = [
        production.path(services.settings.production, where.target) / item.path
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
        for where in asked.publications
        if update.id in where.updates
    )
    authors = {str(old): services.repo.author(tip, str(old))}
    return Edit(
        edits,
        move.message(f'stage ({tested}) passed.', [(old, new)], authors),
        move.author(authors),
    )
