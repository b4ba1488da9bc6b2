"""Builds of a Copr, by its API 3: of the sources copr-OWNER.

A build is known there by a number; an update names the directory of its results, which is
NUMBER-PACKAGE, and was NAME-VERSION-RELEASE in 2015. What the RPMs in it are called is asked, for
their releases may be others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple
from urllib.parse import quote, urlencode, urlsplit

from rdopkg_ci.core.text import json_values
from rdopkg_ci.core.text.terminal import quoted
from rdopkg_ci.core.update.build_state import BuildState, BuildStatus
from rdopkg_ci.core.update.update import Build
from rdopkg_ci.doors.http import Absent, Http, shown
from rdopkg_ci.doors.sources import copr_answers
from rdopkg_ci.doors.sources.alike import near
from rdopkg_ci.doors.sources.arches import chosen
from rdopkg_ci.doors.sources.copr_answers import CoprBuild
from rdopkg_ci.doors.sources.remote import Remote
from rdopkg_ci.doors.sources.remotes import Looked, complete, missing

LIMIT = 16_000_000
_NUMBERED = re.compile(r'([0-9]{8,15})-(.+)')
_BUILDING = ('importing', 'pending', 'starting', 'running', 'waiting')
_COMPLETE = ('succeeded', 'forked')
_FAILED = ('failed', 'canceled', 'skipped')


class Copr(NamedTuple):
    """``project`` and ``chroot`` are patterns with ``{release}`` and ``{dist}``."""

    url: str
    owner: str
    project: str
    chroot: str
    http: Http

    def look(self, build: Build) -> Looked:
        """What the server says; that it makes no sense is said of this build alone."""
        try:
            return self._look(build)
        except ValueError as error:
            reason = f'{shown(self.url)} does not answer as a Copr: {error}'
            return Looked(BuildState(BuildStatus.DAMAGED, reason=reason))

    def _look(self, build: Build) -> Looked:
        known = list(self._known(build))
        found = [one for one in known if _NUMBERED.fullmatch(build.id) or one.is_called(build.id)]
        if not found:
            return missing(near=near(build, [one.nvr for one in known]))
        chroot = _filled(self.chroot, build)
        for one in found:
            said = self._get('build-chroot', build_id=one.id, chrootname=chroot)
            if said is not None:
                return self._in_chroot(build, one, chroot, said)
        return missing(f'it was not built in {chroot}')

    def _known(self, build: Build) -> Iterator[CoprBuild]:
        """Those that may be meant, the newest first."""
        numbered = _NUMBERED.fullmatch(build.id)
        if numbered:
            found = self._get(f'build/{int(numbered[1])}')
            builds = [found] if found else []
        else:
            listed = self._get(
                'build/list',
                ownername=self.owner,
                projectname=_filled(self.project, build),
                packagename=build.name,
                order='id',
                order_type='DESC',
                limit=100,
            )
            builds = list(json_values.items(listed, 'items')) if listed else []
        for one in builds:
            yield copr_answers.build(json_values.mapping(one, 'a build'))

    def _in_chroot(
        self, build: Build, found: CoprBuild, chroot: str, said: Mapping[str, Any]
    ) -> Looked:
        state = json_values.text(said, 'state')
        if state in _BUILDING:
            return Looked(BuildState(BuildStatus.BUILDING))
        if state in _FAILED:
            return Looked(BuildState(BuildStatus.FAILED, reason=f'it {_past(state)} in {chroot}'))
        if state not in _COMPLETE:
            raise ValueError(f'the state {quoted(state, 100)} of a build')
        result = json_values.string(said.get('result_url') or '', 'result_url').rstrip('/')
        if not result:
            return Looked(BuildState(BuildStatus.DELETED))
        _check_numbered(build, result)
        return self._complete(build, found, chroot, result)

    def _complete(self, build: Build, found: CoprBuild, chroot: str, result: str) -> Looked:
        built = self._get(f'build/built-packages/{found.id}')
        if not built or chroot not in built:
            return Looked(BuildState(BuildStatus.DELETED, reason='its results are gone'))
        inside = json_values.mapping(built[chroot], 'built packages')
        rpms = dict(map(copr_answers.rpm, json_values.items(inside, 'packages')))
        kept, reason = chosen(rpms, build.arch)
        if reason:
            return missing(reason)
        source = next((file for file, arch in rpms.items() if arch == 'src'), '')
        nvr = source[: -len('.src.rpm')]
        return complete([Remote(f'{result}/{quote(one)}', one, build=nvr) for one in kept])

    def _get(self, what: str, **query: str | int) -> Mapping[str, Any] | None:
        """None where there is no such thing."""
        asked = f'?{urlencode(query)}' if query else ''
        try:
            answer = self.http.get(f'{self.url}/api_3/{what}{asked}')
        except Absent:
            return None
        return json_values.load(answer.body, LIMIT)


def _filled(pattern: str, build: Build) -> str:
    return pattern.replace('{release}', build.repo).replace('{dist}', build.dist)


def _past(state: str) -> str:
    return 'failed' if state == 'failed' else f'was {state}'


def _check_numbered(build: Build, result: str) -> None:
    name = urlsplit(result).path.rpartition('/')[2]
    if _NUMBERED.fullmatch(build.id) and name != build.id:
        raise ValueError(f'the results of that number are in {quoted(name, 200)}')
