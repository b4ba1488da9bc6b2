"""Builds whose RPMs have names that stand for something else already."""

from __future__ import annotations

from collections.abc import Mapping, Set
from contextlib import suppress
from pathlib import Path

from rdopkg_ci.core.depsolve.rivals import Brought, rivals
from rdopkg_ci.core.policy.policy import Policy
from rdopkg_ci.core.update.update import Build, Update
from rdopkg_ci.core.update.update_file import Parsed
from rdopkg_ci.doors import files, sources
from rdopkg_ci.doors.repos import namesakes
from rdopkg_ci.doors.repos.repodata import METADATA, MetadataCache
from rdopkg_ci.doors.sources import named
from rdopkg_ci.errors import CiError, InvalidInput, Problem
from rdopkg_ci.flows.phases.waiting import waiting
from rdopkg_ci.flows.services import Services
from rdopkg_ci.settings import Settings

_HINT = 'No repo holds two files of one name. Submit with -a to skip this check.'


def check(
    services: Services, tip: str, policy: Policy, update_id: str, parsed: Parsed, name: str
) -> None:
    """Raises InvalidInput, with the lines in the file called ``name``, for builds with RPMs at hand
    whose names stand for something else in production, or in an update that waits for a promotion.
    """
    at_hand, ready = _at_hand(services.settings, parsed.update), list(waiting(services, tip))
    problems = []
    for line, build in zip(parsed.lines, parsed.update.builds):
        there = [one for target, one in ready if target == build.target]
        digests = {one.file for one in there}
        ours = {
            Brought(update_id, file, build.id, _digest(path) if file in digests else ''): path
            for file, path in sorted(at_hand[build].items())
        }
        published = _published(services.settings, policy.targets[build.target].production, ours)
        problems += [
            Problem(line, f'{rival} ({build.target})')
            for rival in rivals(list(ours), published, there, is_alone=True)
        ]
    if problems:
        raise InvalidInput(f'{name}:', problems, _HINT)


def _at_hand(settings: Settings, update: Update) -> Mapping[Build, Mapping[str, Path]]:
    found: dict[Build, Mapping[str, Path]] = {}
    for name, builds in sources.by_source(update.builds).items():
        source = named.find(name, settings.sources, settings.home)
        found.update((build, source.at_hand(build) or {}) for build in builds)
    return found


def _digest(path: Path) -> str:
    return f'sha256:{files.sha256(path)}'


def _published(settings: Settings, url: str, ours: Mapping[Brought, Path]) -> Set[Brought]:
    """Production that cannot be looked at from here is looked at by the run."""
    if not ours:
        return frozenset()
    with suppress(CiError):
        return namesakes.others(url, MetadataCache(settings.home / METADATA), ours)
    return frozenset()
