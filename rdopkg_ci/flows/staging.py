"""Publish to stage: fetch again what phase2 tested, compare, sign, and show it as a new generation
of each target.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from rdopkg_ci.core.publication.publication import Publication, differences
from rdopkg_ci.core.target import Target
from rdopkg_ci.core.update.update import Build
from rdopkg_ci.doors import files, generations, production, signing, sources, yum
from rdopkg_ci.doors.engine import State
from rdopkg_ci.doors.tree import Entry
from rdopkg_ci.errors import Refused
from rdopkg_ci.flows.evidence import Evidence
from rdopkg_ci.flows.promote import SIGNED, Promotion, plan
from rdopkg_ci.flows.ready import Ready
from rdopkg_ci.flows.services import Services


class Staged(NamedTuple):
    """``promotion`` is planned anew, for signing gives other checksums; ``deeds`` are sentences."""

    promotion: Promotion
    deeds: Sequence[str]


def stage(services: Services, asked: Promotion) -> Staged:
    """Every target's generation is there and readers of stage see it. Raises Refused when a source
    changed since the test.
    """
    root, key = services.settings.stage, services.settings.sign_key
    with generations.workspace(root) as scratch:
        fetched = _fetch(services, _lacking(services, asked), scratch / 'fetched')
        if key:
            fetched = signing.sign(fetched, key, services.settings.home / SIGNED)
            asked = plan(services, asked)
        deeds = []
        for item in asked.publications:
            if generations.current(root, item.target) != item.generation:
                deeds.append(f'{item.target}: stage is generation {item.generation}')
            entries = _entries(services, item, fetched)
            generations.publish(
                root,
                item.target,
                item.generation,
                entries,
                yum.make,
                scratch,
                _used(services, item.target),
            )
    return Staged(asked, deeds)


def _lacking(services: Services, asked: Promotion) -> Iterable[tuple[Ready, Build]]:
    """The builds to fetch: of targets whose generation is not there yet, those that production
    lacks something of.
    """
    key = services.settings.sign_key
    new = {item.tested.sha256 for where in asked.publications for item in where.new}
    # A generation's name is known only once everything is signed.
    is_named = not key or new <= signing.known(new, key, services.settings.home / SIGNED).keys()
    for where in asked.publications:
        if not (
            is_named and generations.exists(services.settings.stage, where.target, where.generation)
        ):
            wanted = {(item.update, item.tested.tag, item.tested.build) for item in where.new}
            for update in asked.updates:
                builds = update.member.update.builds_for(where.target)
                yield from (
                    (update, build)
                    for build in builds
                    if (update.id, build.tag, build.id) in wanted
                )


def _fetch(
    services: Services, builds: Iterable[tuple[Ready, Build]], place: Path
) -> Mapping[str, Path]:
    """The RPMs of the builds by their SHA-256, each the same as when it was tested."""
    fetched: dict[str, Path] = {}
    problems: list[str] = []
    for number, (update, build) in enumerate(builds):
        source = sources.find(build.source, services.settings.sources)
        found = {path.name: path for path in source.fetch(build, place / str(number))}
        checksums = {name: files.sha256(path) for name, path in found.items()}
        tested = [
            entry
            for entry in update.sums
            if (entry.target, entry.tag, entry.build) == (build.target, build.tag, build.id)
        ]
        problems += [
            f'{update.id} on {build.target}: {problem}'
            for problem in differences(tested, checksums)
        ]
        fetched.update((checksums[name], path) for name, path in found.items())
    if problems:
        lines = '\n'.join(f'  {problem}' for problem in problems)
        again = (
            'Put the RPMs back that were tested, or take the update out with `rdopkg ci withdraw`'
            ' and submit it again.'
        )
        raise Refused(f'not what phase2 tested:\n{lines}', f'Stage is as it was. {again}')
    return fetched


def _entries(services: Services, item: Publication, fetched: Mapping[str, Path]) -> Sequence[Entry]:
    """What to build the generation of: the files that production holds, and what was fetched."""
    if generations.exists(services.settings.stage, item.target, item.generation):
        return ()
    held = production.path(services.settings.production, item.target)
    added = [Entry(new.path, new.sha256, fetched[new.tested.sha256]) for new in item.new]
    return [*(Entry(path, sha256, held / path) for path, sha256 in item.production.items()), *added]


def _used(services: Services, target: Target) -> set[str]:
    """The generations that runs are testing now."""
    running = [
        run.parameters
        for run in Evidence(services.engine).runs('stage').values()
        if run.state is not State.FINISHED
    ]
    return {asked.get('generation', '') for asked in running if asked.get('target') == str(target)}
