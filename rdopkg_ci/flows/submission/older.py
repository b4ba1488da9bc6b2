"""Builds that production has something newer of: nobody would ever get them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from rdopkg_ci.core import rpm_version
from rdopkg_ci.core.update.update import Build, Update
from rdopkg_ci.flows.holdings import Holdings


def warnings(update: Update, held: Holdings, may_be_older: Collection[str]) -> Iterator[str]:
    """A warning for each such build, whatever its source, going by the NVR that is its id: phase1
    knows the RPMs, and with them the epoch, which production's is taken for here. Not for the tags
    that ``may_be_older``.
    """
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
    same = [one for one in there if one.count('-') > 1 and one.rsplit('-', 2)[0] == build.name]
    newest = ''
    for one in same:
        if not newest or _compared(one, newest, there) > 0:
            newest = one
    return newest if newest and _compared(newest, build.id, there) > 0 else ''


def _compared(one: str, other: str, epochs: Mapping[str, str]) -> int:
    """As `rpm_version.compare_builds`, but epochs first; one without has the other's."""
    epoch = epochs.get(one, '')
    order = rpm_version.compare(epoch, epochs.get(other, epoch))
    return order or rpm_version.compare_builds(one, other)
