"""Publish to stage: fetch again what phase2 tested, compare, sign, and show it as a new generation
of each target.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from rdopkg_ci.core.event import Action, Event
from rdopkg_ci.core.judging.typed import less
from rdopkg_ci.core.phase import STAGE
from rdopkg_ci.core.publication.publication import Publication, differences
from rdopkg_ci.core.update.update import Build
from rdopkg_ci.doors import files
from rdopkg_ci.doors.publication import generations, production, signing
from rdopkg_ci.doors.publication.tree import TreeFile
from rdopkg_ci.doors.repos import yum
from rdopkg_ci.doors.sources import Source, named
from rdopkg_ci.errors import NotGreen, listed
from rdopkg_ci.flows import at_hand
from rdopkg_ci.flows.phases.stage import generations_in_use
from rdopkg_ci.flows.promotion.plan import SIGNED, Promotion, planned
from rdopkg_ci.flows.promotion.ready import Ready
from rdopkg_ci.flows.services import Services


def stage(services: Services, promotion: Promotion) -> tuple[Promotion, Sequence[Event]]:
    """Every target's generation is there and readers of stage see it. Raises NotGreen when a source
    changed since the test.

    The promotion comes back planned anew, for signing gives other checksums.
    """
    root, key = services.settings.publish.stage, services.settings.publish.sign_key
    running = services.engine.runs(STAGE, labels=promotion.policy.labels)
    events = []
    with generations.workspace(root) as scratch:
        fetched = _fetch(services, promotion, scratch / 'fetched')
        if key:
            fetched = signing.sign(fetched, key, services.settings.home / SIGNED)
            promotion = planned(services, promotion)
        for item in promotion.publications:
            target, name = item.target, item.generation
            if generations.current(root, target) != name:
                events.append(Event(str(target), Action.STAGED, name, target=str(target)))
            entries, used = _entries(services, item, fetched), generations_in_use(running, target)
            generations.publish(root, target, name, entries, yum.make, scratch, used)
    return promotion, events


def _lacking(services: Services, promotion: Promotion) -> Iterable[tuple[Ready, Build]]:
    """The builds to fetch: of targets whose generation is not there yet, those that production
    lacks something of.
    """
    root, is_named = services.settings.publish.stage, _is_named(services, promotion)
    for where in promotion.publications:
        if is_named and generations.exists(root, where.target, where.generation):
            continue
        wanted = {(item.update, item.tested.tag, item.tested.build) for item in where.new}
        for update in promotion.updates:
            for build in update.member.update.builds_for(where.target):
                if (update.id, build.tag, build.id) in wanted:
                    yield update, build


def _is_named(services: Services, promotion: Promotion) -> bool:
    """Whether the names of the generations are final: with a key, once everything is signed."""
    key = services.settings.publish.sign_key
    new = {item.tested.sha256 for where in promotion.publications for item in where.new}
    return not key or new <= signing.known(new, key, services.settings.home / SIGNED).keys()


def _fetch(services: Services, promotion: Promotion, place: Path) -> Mapping[str, Path]:
    """The RPMs that are lacking, by their SHA-256, each the same as when it was tested."""
    fetched: dict[str, Path] = {}
    problems: dict[str, list[str]] = {}
    lacking = _at_sources(services, _lacking(services, promotion))
    for number, (update, build, source) in enumerate(lacking):
        found = {path.name: path for path in source.fetch(build, place / str(number))}
        checksums = {name: files.sha256(path) for name, path in found.items()}
        changed = differences(update.sums_of(build), checksums)
        problems.setdefault(update.id, []).extend(_told(update, build, changed))
        fetched.update((checksums[name], path) for name, path in found.items())
    _check(promotion, problems)
    return fetched


def check_at_hand(services: Services, promotion: Promotion) -> None:
    """Raises NotGreen as `stage` would, for what is seen to have changed without fetching it."""
    problems: dict[str, list[str]] = {}
    for update, build, source in _at_sources(services, _lacking(services, promotion)):
        found = at_hand.changed(source, build, update.sums_of(build))
        problems.setdefault(update.id, []).extend(_told(update, build, found))
    _check(promotion, problems)


def _at_sources(
    services: Services, builds: Iterable[tuple[Ready, Build]]
) -> Sequence[tuple[Ready, Build, Source]]:
    """With the source of each, opened once: it may have to read thousands of headers."""
    wanted, settings = list(builds), services.settings
    opened = {
        name: named.find(name, settings.sources, settings.home)
        for name in {build.source for _, build in wanted}
    }
    return [(update, build, opened[build.source]) for update, build in wanted]


def _told(update: Ready, build: Build, changed: Iterable[str]) -> Iterable[str]:
    return (f'{update.id} on {build.target}: {problem}' for problem in changed)


def _check(promotion: Promotion, problems: Mapping[str, Sequence[str]]) -> None:
    """``problems`` are by the ids of the updates."""
    bad = [update_id for update_id, found in problems.items() if found]
    if not bad:
        return
    back = 'Put the RPMs back that were tested'
    anew = 'have phase2 test it again, with `rdopkg ci revert` first'
    are_others = any(update.id not in bad for update in promotion.updates)
    option = less(promotion.left_out, *bad)
    others = f' The others can be promoted with {option}.' if are_others else ''
    hint = f'Stage is as it was. {back}, or {anew}.{others}'
    every = [problem for update_id in bad for problem in problems[update_id]]
    raise NotGreen(listed('not what phase2 tested:', every), hint)


def _entries(
    services: Services, item: Publication, fetched: Mapping[str, Path]
) -> Sequence[TreeFile]:
    """What to build the generation of: the files that production holds, and what was fetched."""
    if generations.exists(services.settings.publish.stage, item.target, item.generation):
        return ()
    held = production.path(services.settings.publish.production, item.target)
    kept = [TreeFile(path, sha256, held / path) for path, sha256 in item.production.items()]
    added = [TreeFile(new.path, new.sha256, fetched[new.tested.sha256]) for new in item.new]
    return [*kept, *added]
