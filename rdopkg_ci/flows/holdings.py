"""Which builds production holds, by the metadata that everybody reads."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial

from rdopkg_ci.core.policy.policy import Policy
from rdopkg_ci.core.target import Target
from rdopkg_ci.doors.parallel import together
from rdopkg_ci.doors.repos import primary, repodata
from rdopkg_ci.doors.repos.repodata import METADATA, MetadataCache
from rdopkg_ci.errors import CiError
from rdopkg_ci.settings import Settings

# By target, the epochs by the ids of the builds; a target that cannot be read is left out.
Holdings = Mapping[Target, Mapping[str, str]]


def holdings(settings: Settings, policy: Policy, targets: Iterable[Target]) -> Holdings:
    """The builds in production, of those targets that can be looked at from here."""
    wanted = [target for target in targets if target in policy.targets]
    cache = MetadataCache(settings.home / METADATA)
    urls = [policy.targets[target].production for target in wanted]
    found = together([partial(_builds, url, cache) for url in urls])
    return {target: ids for target, ids in zip(wanted, found) if ids is not None}


def _builds(url: str, cache: MetadataCache) -> Mapping[str, str] | None:
    try:
        return {one.build: one.epoch for one in primary.read(repodata.fetch(url, cache).primary)}
    except CiError:
        return None
