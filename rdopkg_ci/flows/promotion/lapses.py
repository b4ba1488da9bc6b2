"""Whether production holds what its metadata lists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from rdopkg_ci.core.publication.lapse import Lapse
from rdopkg_ci.core.target import Target
from rdopkg_ci.doors.publication import generations, production
from rdopkg_ci.doors.repos.primary import ListedPackage
from rdopkg_ci.doors.repos.promised import is_like, is_same, promised
from rdopkg_ci.doors.repos.repodata import METADATA, MetadataCache
from rdopkg_ci.doors.update_repo import UpdateRepo
from rdopkg_ci.errors import CiError, MissingTool, Refused, listed
from rdopkg_ci.flows.published import published
from rdopkg_ci.flows.services import Services
from rdopkg_ci.settings import Settings

WRONG = 'not what its metadata lists:'
SHOWN = 20


def check(services: Services, commit: str, holds: Mapping[Target, Mapping[str, str]]) -> None:
    """Raises Refused naming every RPM that is not there as listed; ``holds`` has the checksums of
    those that are there, by path.
    """
    found: list[Lapse] = []
    for target, content in sorted(holds.items()):
        try:
            found += lapses(services.settings, target, content)
        except MissingTool:
            raise
        except CiError:
            # Broken metadata promises nothing to anybody; the publication mends it.
            continue
    if found:
        problems = told(services.settings, services.repo, commit, found)
        hint = f'Nothing was changed. {remedy(services.settings, found)}'
        raise Refused(listed(f'production is {WRONG}', problems), hint)


def lapses(
    settings: Settings, target: Target, content: Mapping[str, str] | None = None
) -> Sequence[Lapse]:
    """Those of a target; without ``content`` as far as names and sizes tell. Raises CiError where
    its metadata is broken.
    """
    place = production.path(settings.publish.production, target)
    every = promised(place, MetadataCache(settings.home / METADATA))
    return [_lapse(settings, target, one) for one in every if not _holds(place, one, content)]


def _holds(place: Path, one: ListedPackage, content: Mapping[str, str] | None) -> bool:
    if content is None:
        return is_like(place / one.where, one)
    return one.where in content and is_like(place / one.where, one, content[one.where])


def _lapse(settings: Settings, target: Target, one: ListedPackage) -> Lapse:
    place = production.path(settings.publish.production, target)
    return Lapse(target, one.where, (place / one.where).exists(), one.digest)


def told(
    settings: Settings, repo: UpdateRepo, commit: str, found: Sequence[Lapse]
) -> Sequence[str]:
    """A line each, with the updates that brought them and where copies lie, as many as are read."""
    brought: dict[tuple[Target, str], set[str]] = {}
    for one in published(repo, commit).records:
        brought.setdefault((one.published.target, one.published.path), set()).add(one.update)
    lines = []
    for lapse in found[:SHOWN]:
        updates = tuple(sorted(brought.get((lapse.target, lapse.path), ())))
        copy = str(next(_copies(settings, lapse), ''))
        lines.append(str(lapse._replace(updates=updates, copy=copy)))
    more = len(found) - SHOWN
    return [*lines, f'and {more:,} more'] if more > 0 else lines


def _copies(settings: Settings, lapse: Lapse) -> Iterator[Path]:
    """Where the generations of stage hold it as listed."""
    for place in generations.kept(settings.publish.stage, lapse.target):
        if is_same(place / lapse.path, lapse.digest):
            yield place / lapse.path


def remedy(settings: Settings, found: Iterable[Lapse]) -> str:
    root = settings.publish.production
    places = sorted({str(production.path(root, one.target)) for one in found})
    anew = ' and '.join(f'`createrepo_c {place}`' for place in places)
    return f'Put back what is listed; or, if it was meant to go, make the metadata anew: {anew}.'
