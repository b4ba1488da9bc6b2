"""Builds of a Koji: of the sources koji, cbs and brew."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import quote

from rdopkg_ci.core.update.build_state import BuildState, BuildStatus
from rdopkg_ci.core.update.update import Build
from rdopkg_ci.doors.sources import hub
from rdopkg_ci.doors.sources.alike import near
from rdopkg_ci.doors.sources.arches import chosen
from rdopkg_ci.doors.sources.hub import Hub, HubBuild, HubError, HubRpm
from rdopkg_ci.doors.sources.remote import Remote
from rdopkg_ci.doors.sources.remotes import Looked, complete, missing

_STATUS = {
    hub.BUILDING: BuildStatus.BUILDING,
    hub.DELETED: BuildStatus.DELETED,
    hub.FAILED: BuildStatus.FAILED,
    hub.CANCELED: BuildStatus.FAILED,
}


class Koji(NamedTuple):
    """``top`` is the URL above the directory ``packages``."""

    hub: Hub
    top: str

    def look(self, build: Build) -> Looked:
        """What the hub says; that it makes no sense is said of this build alone."""
        try:
            found = self.hub.build(build.id)
            if found is None:
                return missing(near=near(build, self.hub.like(build.name)))
            if found.state != hub.COMPLETE:
                return Looked(_unfinished(found))
            rpms = {rpm: rpm.arch for rpm in self.hub.rpms(found)}
        except HubError as error:
            return Looked(BuildState(BuildStatus.DAMAGED, reason=str(error)))
        kept, reason = chosen(rpms, build.arch)
        return missing(reason) if reason else complete([self._remote(found, rpm) for rpm in kept])

    def _remote(self, build: HubBuild, rpm: HubRpm) -> Remote:
        volume = ('vol', build.volume) if build.volume else ()
        words = (build.name, build.version, build.release, rpm.arch, rpm.file)
        path = '/'.join(map(quote, (*volume, 'packages', *words)))
        digest = f'sigmd5:{rpm.md5}' if rpm.md5 else ''
        return Remote(f'{self.top}/{path}', rpm.file, rpm.size, digest, build.nvr)


def _unfinished(found: HubBuild) -> BuildState:
    status = _STATUS.get(found.state)
    if status is None:
        raise HubError(f'the hub gives it the unknown state {found.state}')
    return BuildState(status, reason='it was cancelled' if found.state == hub.CANCELED else '')
