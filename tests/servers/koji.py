"""A Koji as its clients see it: a hub that speaks XML-RPC, and the files of its builds.

Written from the hub's own list of calls and koji's `PathInfo`; no more of it than we ask for.
"""

from __future__ import annotations

import xmlrpc.client
from collections.abc import Callable
from pathlib import Path
from typing import Any

from webserver import Handler, WebServer

from rdopkg_ci.doors.rpm import rpmfile, rpms
from servers.rpms import serving

BUILDING, COMPLETE, DELETED, FAILED, CANCELED = range(5)
HUB, TOP = '/kojihub', '/kojifiles'


class Koji(WebServer):
    """``builds`` are the hub's by NVR, ``rpms`` theirs by the build's number."""

    def __init__(self) -> None:
        super().__init__({HUB: self._asked})
        self.builds: dict[str, dict[str, Any]] = {}
        self.rpms: dict[int, list[dict[str, Any]]] = {}
        self.hub, self.top = f'{self.url}{HUB}', f'{self.url}{TOP}'
        self.calls: dict[str, Callable[..., Any]] = {
            'getBuild': self._build,
            'listBuildRPMs': lambda number: self.rpms.get(number, []),
            'getPackageID': self._package,
            'listBuilds': self._list,
        }

    def add(self, nvr: str, *paths: Path, state: int = COMPLETE, breaks_at: int = 0) -> None:
        """A build with these RPMs."""
        name, version, release = nvr.rsplit('-', 2)
        number = len(self.builds) + 1
        self.builds[nvr] = {
            'id': number,
            'build_id': number,
            'nvr': nvr,
            'name': name,
            'version': version,
            'release': release,
            'state': state,
            'epoch': None,
            'volume_name': 'DEFAULT',
            'owner_name': 'jruzicka',
        }
        self.rpms[number] = [self._rpm(path) for path in paths]
        for path in paths:
            arch = rpms.header(path).arch
            where = f'{TOP}/packages/{name}/{version}/{release}/{arch}/{path.name}'
            self.table[where] = serving(path, breaks_at)

    def _rpm(self, path: Path) -> dict[str, Any]:
        name, version, release = path.name.rsplit('.', 2)[0].rsplit('-', 2)
        return {
            'name': name,
            'version': version,
            'release': release,
            'arch': rpms.header(path).arch,
            'epoch': None,
            'size': path.stat().st_size,
            'payloadhash': rpmfile.signed_md5(path),
        }

    def _asked(self, handler: Handler) -> None:
        words, method = xmlrpc.client.loads(self.asked[-1].body)
        named = {}
        if words and isinstance(words[-1], dict) and words[-1].get('__starstar'):
            *words, named = words
            named = {key: value for key, value in named.items() if key != '__starstar'}
        call = self.calls.get(method or '')
        answer = (
            xmlrpc.client.Fault(1000, f'Invalid method: {method}')
            if call is None
            else (call(*words, **named),)
        )
        body = xmlrpc.client.dumps(answer, methodresponse=True, allow_none=True)
        handler.say(200, body.encode(), Content_Type='text/xml')

    def _build(self, nvr: str) -> dict[str, Any] | None:
        return self.builds.get(nvr)

    def _package(self, name: str) -> int | None:
        names = [build['name'] for build in self.builds.values()]
        return names.index(name) if name in names else None

    def _list(self, packageID: int, state: int, queryOpts: dict[str, Any]) -> list[dict[str, Any]]:
        name = list(self.builds.values())[packageID]['name']
        found = [
            build
            for build in self.builds.values()
            if build['name'] == name and build['state'] == state
        ]
        assert queryOpts['order'] == '-build_id'
        return sorted(found, key=lambda build: -build['id'])[: queryOpts['limit']]
