"""A Copr as its clients see it: API 3, and the directories of results.

Written from the API's documentation; no more of it than we ask for.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from webserver import Handle, Handler, WebServer

from rdopkg_ci.doors.rpm import rpms
from servers.rpms import serving

CHROOT = 'el7-x86_64'
PROJECT = 'rdo-kilo-el7'


class Copr(WebServer):
    """``builds`` are by number; each has one chroot."""

    def __init__(self) -> None:
        super().__init__({})
        self.builds: dict[int, dict[str, Any]] = {}
        self.chroots: dict[int, dict[str, Any]] = {}
        self.packages: dict[int, list[dict[str, Any]]] = {}

    def add(
        self, number: int, name: str, version: str, *paths: Path, state: str = 'succeeded'
    ) -> str:
        """A build; returns the name of its directory of results."""
        directory = f'{number:08}-{name}'
        where = f'/results/somebody/{PROJECT}/{CHROOT}/{directory}'
        self.builds[number] = {
            'id': number,
            'ownername': 'somebody',
            'projectname': PROJECT,
            'chroots': [CHROOT],
            'state': state,
            'source_package': {'name': name, 'version': version, 'url': None},
        }
        is_over = state == 'succeeded'
        self.chroots[number] = {
            'name': CHROOT,
            'state': state,
            'result_url': f'{self.url}{where}/' if is_over else None,
        }
        self.packages[number] = [self._package(path) for path in paths]
        for path in paths:
            self.table[f'{where}/{path.name}'] = serving(path)
        return directory

    def _package(self, path: Path) -> dict[str, Any]:
        name, version, release = path.name.rsplit('.', 2)[0].rsplit('-', 2)
        arch = rpms.header(path).arch
        return {'name': name, 'epoch': 0, 'version': version, 'release': release, 'arch': arch}

    def handle_of(self, path: str) -> Handle:
        return self._answer if path.startswith('/api_3/') else super().handle_of(path)

    def _answer(self, handler: Handler) -> None:
        found = self.find(handler.path)
        body = json.dumps({'error': 'no such object'} if found is None else found).encode()
        handler.say(404 if found is None else 200, body, Content_Type='application/json')

    def find(self, path: str) -> Any:
        """The answer of the API, None where there is none."""
        parts = urlsplit(path)
        query = dict(parse_qsl(parts.query))
        words = parts.path.removeprefix('/api_3/').split('/')
        if words == ['build', 'list']:
            return {'items': self._listed(query), 'meta': {'limit': 100, 'offset': 0}}
        if words == ['build-chroot']:
            is_known = query['chrootname'] == CHROOT
            return self.chroots.get(int(query['build_id'])) if is_known else None
        if words[:2] == ['build', 'built-packages']:
            return {CHROOT: {'packages': self.packages[int(words[2])]}}
        return self.builds.get(int(words[1]))

    def _listed(self, query: dict[str, str]) -> list[dict[str, Any]]:
        wanted = (query['ownername'], query['projectname'], query['packagename'])
        found = [
            build
            for build in self.builds.values()
            if (build['ownername'], build['projectname'], build['source_package']['name']) == wanted
        ]
        return sorted(found, key=lambda build: -build['id'])
