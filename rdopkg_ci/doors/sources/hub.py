"""The hub of a Koji, and what it answers as values. See https://docs.pagure.org/koji/ and the hub's
own list of calls at /koji/api.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple
from xmlrpc.client import Fault

from rdopkg_ci.core.rpm_name import BUILD, RPM_FILE, file_of
from rdopkg_ci.core.text.terminal import quoted, safe_line
from rdopkg_ci.doors.http import Http, shown
from rdopkg_ci.doors.sources import rpc
from rdopkg_ci.errors import CiError

BUILDING, COMPLETE, DELETED, FAILED, CANCELED = range(5)
_WORD = re.compile(r'[A-Za-z0-9_][A-Za-z0-9._+~^-]*')
_MD5 = re.compile(r'[0-9a-f]{32}')
_MOST_NEAR = 50


class HubError(CiError):
    """The hub answers with a fault, or with what makes no sense."""


class HubBuild(NamedTuple):
    """``volume`` is empty for the usual one."""

    id: int
    name: str
    version: str
    release: str
    state: int
    volume: str = ''

    @property
    def nvr(self) -> str:
        return f'{self.name}-{self.version}-{self.release}'


class HubRpm(NamedTuple):
    """``md5`` is the digest that the RPM's own signature has of header and payload; empty where
    the hub has none.
    """

    file: str
    arch: str
    size: int | None
    md5: str


class Hub:
    def __init__(self, url: str, http: Http) -> None:
        self._url = url
        self._http = http

    def build(self, nvr: str) -> HubBuild | None:
        """None where there is none of that name; HubError for an answer about another one."""
        found = self._call('getBuild', nvr)
        if found is None:
            return None
        build = HubBuild(
            self._number(found, 'id'),
            self._word(found, 'name'),
            self._word(found, 'version'),
            self._word(found, 'release'),
            self._number(found, 'state'),
            self._volume(found),
        )
        if build.nvr != nvr:
            raise HubError(f'{self._said} tells of {quoted(build.nvr)} instead')
        return build

    def rpms(self, build: HubBuild) -> list[HubRpm]:
        found = self._call('listBuildRPMs', build.id)
        if not isinstance(found, list):
            raise HubError(f'{self._said} lists no RPMs of {build.nvr}')
        return [self._rpm(one) for one in found]

    def like(self, name: str) -> list[str]:
        """The newest complete builds of a package; none where it is not known."""
        number = self._call('getPackageID', name)
        if not isinstance(number, int):
            return []
        newest = {'order': '-build_id', 'limit': _MOST_NEAR}
        found = self._call('listBuilds', packageID=number, state=COMPLETE, queryOpts=newest)
        builds = found if isinstance(found, list) else []
        names = [str(one.get('nvr', '')) for one in builds if isinstance(one, dict)]
        return [name for name in names if BUILD.fullmatch(name)]

    @property
    def _said(self) -> str:
        return f'the hub {shown(self._url)}'

    def _rpm(self, found: Any) -> HubRpm:
        name, version, release, arch = (
            self._word(found, key) for key in ('name', 'version', 'release', 'arch')
        )
        file = file_of(name, version, release, arch)
        if not RPM_FILE.fullmatch(file):
            raise HubError(f'{self._said} calls an RPM {quoted(file)}')
        digest = str(found.get('payloadhash') or '').lower()
        size = found.get('size')
        return HubRpm(
            file,
            arch,
            size if isinstance(size, int) and size > 0 else None,
            digest if _MD5.fullmatch(digest) else '',
        )

    def _volume(self, found: Any) -> str:
        name = found.get('volume_name') or 'DEFAULT'
        return '' if name == 'DEFAULT' else self._word(found, 'volume_name')

    def _number(self, found: Any, key: str) -> int:
        value = found.get(key) if isinstance(found, dict) else None
        if not isinstance(value, int) or isinstance(value, bool) or value < 0:
            raise HubError(f'{self._said} gives no {key}')
        return value

    def _word(self, found: Any, key: str) -> str:
        """A text that can stand in a path."""
        value = found.get(key) if isinstance(found, dict) else None
        if not isinstance(value, str) or not _WORD.fullmatch(value) or '..' in value:
            raise HubError(f'{self._said} gives the {key} {quoted(str(value), 100)}')
        return value

    def _call(self, method: str, *words: Any, **named: Any) -> Any:
        body = rpc.call(method, *words, **named)
        headers = {'Content-Type': 'text/xml'}
        # It changes nothing, so it may be asked again, as a GET is.
        answer = self._http.ask(self._url, body, headers)
        try:
            return rpc.value(answer.body)
        except Fault as fault:
            said = safe_line(str(fault.faultString))[:300]
            raise HubError(f'{self._said} refuses {method}: {said}') from fault
        except ValueError as error:
            raise HubError(f'{self._said} does not speak XML-RPC: {error}') from error
