"""Publish to production what stage has tested, and move the updates to ``pushed/``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rdopkg_ci.core import filelist, move
from rdopkg_ci.core.place import PUSHED, Place
from rdopkg_ci.doors import generations, production
from rdopkg_ci.doors.update_repo import Edit
from rdopkg_ci.errors import LostRace
from rdopkg_ci.flows.promote import Promotion
from rdopkg_ci.flows.ready import Ready
from rdopkg_ci.flows.world import World


def publish(world: World, asked: Promotion) -> Sequence[str]:
    """Production becomes what stage tested, then the updates move; returns what was done.

    Raises LostRace, with nothing changed, when the repo or production has gone on since they were
    looked at.
    """
    root = world.settings.production
    with production.locked(root):
        _check_unchanged(world, asked)
        pairs = [
            (item, generations.path(world.settings.stage, item.target, item.generation))
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
        return [*deeds, *_push(world, asked)]


def _check_unchanged(world: World, asked: Promotion) -> None:
    now = world.repo.files(world.repo.tip())
    moved = [update.id for update in asked.updates if not update.is_in(now)]
    if moved:
        raise LostRace(
            f'changed in the rdo-update repo since they were looked at: {", ".join(moved)}',
            'Run this again.',
        )


def _push(world: World, asked: Promotion) -> Sequence[str]:
    """A commit for each update; one edited in this very moment stays for a person to look at."""
    moved: list[str] = []

    def edits(tip: str) -> Sequence[Edit]:
        now = world.repo.files(tip)
        moving = [update for update in asked.updates if update.is_in(now)]
        moved[:] = [update.id for update in moving]
        return [_edit(world, asked, update, tip) for update in moving]

    world.repo.edit_all(edits)
    left = [update.id for update in asked.updates if update.id not in moved]
    deeds = (
        [f'moved to {move.told(Place(PUSHED, update_id) for update_id in moved)}'] if moved else []
    )
    return deeds + (
        [f'published, but left where they are, for they were edited meanwhile: {", ".join(left)}']
        if left
        else []
    )


def _edit(world: World, asked: Promotion, update: Ready, tip: str) -> Edit:
    old, new = update.place, Place(PUSHED, update.id)
    items = asked.items(update.id)
    paths = [
        production.path(world.settings.production, where.target) / item.path
        for where, item in items
    ]
    edits: Mapping[str, bytes | None] = {
        str(old): None,
        old.sums: None,
        str(new): world.repo.read(tip, str(old)),
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
    authors = {str(old): world.repo.author(tip, str(old))}
    return Edit(
        edits,
        move.message(f'stage ({tested}) passed.', [(old, new)], authors),
        move.author(authors),
    )
