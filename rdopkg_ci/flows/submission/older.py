"""Builds that production has something newer of: nobody would ever get them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress

from rdopkg_ci.core.update.update import Build, Update
from rdopkg_ci.doors.libsolv import versions
from rdopkg_ci.errors import MissingTool
from rdopkg_ci.flows.holdings import Holdings


def warnings(update: Update, held: Holdings, may_be_older: Collection[str]) -> Iterator[str]:
    """A warning for each such build, whatever its source, going by the NVR that is its id: phase1
    knows the RPMs, and with them the epoch, which production's is taken for here. Not for the tags
    that ``may_be_older``; nothing can be said without libsolv.
    """
    with suppress(MissingTool):
        for build in update.builds:
            there = held.get(build.target, {})
            newer = _newer(build, there) if build.id not in there else ''
            if newer and build.tag not in may_be_older:
                yield (
                    f'{build.id} ({build.target}): production has {newer}, which is newer by its'
                    ' version: nobody would get this, and phase1 fails such an update'
                )


def _newer(build: Build, there: Mapping[str, str]) -> str:
    """The newest build of the package in production where ours is older, else nothing."""
    name = f'{build.name}-'
    ids = {
        f'{epoch}:{one[len(name) :]}': one
        for one, epoch in there.items()
        if one.rsplit('-', 2)[0] == build.name
    }
    if not ids:
        return ''
    newest = versions.in_order([*ids])[-1]
    ours = f'{newest.partition(":")[0]}:{build.id[len(name) :]}'
    return ids[newest] if versions.in_order([newest, ours])[-1] != ours else ''
