"""Gerrit 3.10.2 as a real server: web, REST, and git by http and ssh."""

from __future__ import annotations

import base64
import fcntl
import json
import os
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
import uuid
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from servers.maven import CACHE, fetched
from servers.process import SHORT_LIVED, ServerProcess, free_port

VERSION = '3.10.2'
# Its war is in no registry; what writers of plugins build against holds the whole server.
JARS = (
    f'com.google.gerrit:gerrit-plugin-api:{VERSION}:jar',
    f'com.google.gerrit:gerrit-acceptance-framework:{VERSION}:jar',
    'org.bouncycastle:bcprov-jdk18on:1.72:jar',
    'org.bouncycastle:bcpg-jdk18on:1.72:jar',
    'org.bouncycastle:bcpkix-jdk18on:1.72:jar',
    'org.bouncycastle:bcutil-jdk18on:1.72:jar',
)
PASSWORD = 'secret'
SERVICE = 'Service Users'
PEOPLE: Mapping[str, Sequence[str]] = {'ci': (SERVICE,), 'packager': (), 'another': ()}
# Nobody but CI has to agree: Code-Review is there, and blocks nothing.
LABELS: Mapping[str, Mapping[str, str]] = {
    'Verified': {'-1': 'Fails', ' 0': 'No score', '+1': 'Verified'},
    'Code-Review': {'-2': 'Never', '-1': 'No', ' 0': 'No score', '+1': 'Fine', '+2': 'Approved'},
}
# The parent of every project: what an admin has to set up once.
PARENT = 'rdo-updates'
_LOGGER = 'com.google.common.flogger.backend.log4j.Log4jBackendFactory#getInstance'
# Of the site that is kept: another number makes it anew.
_RECIPE = 3


class Gerrit:
    """Runs with its state in ``site`` until it is closed. The users are ``admin`` and `PEOPLE`, all
    with the same password. ``settings`` are more of those in gerrit.config.
    """

    def __init__(self, site: Path, settings: Mapping[str, str] | None = None) -> None:
        prepared = _prepared()
        if not site.exists():
            shutil.copytree(prepared, site, symlinks=True)
        self._run(site, settings or {})

    @classmethod
    def bare(cls, site: Path) -> Gerrit:
        """One that has nothing but its admin."""
        made = cls.__new__(cls)
        subprocess.run(
            [*_java(), 'init', '--batch', '--dev', '--no-auto-start', '-d', str(site)],
            check=True,
            timeout=300,
            stdout=subprocess.DEVNULL,
        )
        made._run(site, {})
        return made

    def _run(self, site: Path, settings: Mapping[str, str]) -> None:
        self.site = site
        port, self.ssh_port = free_port(), free_port()
        self.url = f'http://127.0.0.1:{port}/r'
        for name, value in {
            'gerrit.canonicalWebUrl': f'{self.url}/',
            'httpd.listenUrl': f'http://127.0.0.1:{port}/r/',
            'httpd.requestLog': 'true',
            'sshd.listenAddress': f'127.0.0.1:{self.ssh_port}',
            'sendemail.enable': 'false',
            **settings,
        }.items():
            subprocess.run(
                ['git', 'config', '-f', str(site / 'etc' / 'gerrit.config'), name, value],
                check=True,
            )
        arguments = [*_java(), 'daemon', '--console-log', '-d', str(site)]
        ready = f'{self.url}/config/server/version'
        self._process = ServerProcess(arguments, os.environ, site / 'console.log', ready)

    def __enter__(self) -> Gerrit:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def close(self) -> None:
        self._process.close()

    def ask(self, method: str, path: str, body: Any = None, user: str = 'admin') -> Any:
        """What the REST API answers to a user; raises HTTPError for what it refuses."""
        data = None if body is None else json.dumps(body).encode()
        return self._asked(method, path, data, 'application/json', user)

    def send_text(self, path: str, text: str, user: str) -> Any:
        """POST plain text, as keys are sent."""
        return self._asked('POST', path, text.encode(), 'text/plain', user)

    def _asked(self, method: str, path: str, data: bytes | None, kind: str, user: str) -> Any:
        login = base64.b64encode(f'{user}:{PASSWORD}'.encode()).decode()
        headers = {'Authorization': f'Basic {login}', 'Content-Type': kind}
        request = urllib.request.Request(f'{self.url}/a{path}', data, headers, method=method)
        with urllib.request.urlopen(request, timeout=60) as answer:
            said = answer.read().partition(b'\n')[2]
        return json.loads(said) if said.strip() else None

    def project(self, name: str) -> Path:
        """A new project with nothing in it; returns where its git repo is."""
        self.ask('PUT', f'/projects/{quote(name, safe="")}', {'parent': PARENT})
        return self.site / 'git' / f'{name}.git'

    def require(self, project: str, name: str, expression: str) -> None:
        """Nothing is submitted to a project but what fits the expression."""
        body = {
            'name': name,
            'submittability_expression': expression,
            'allow_override_in_child_projects': True,
        }
        path = f'/projects/{quote(project, safe="")}/submit_requirements/{quote(name)}'
        self.ask('PUT', path, body)

    def requests(self) -> Sequence[str]:
        """Its log of requests, of all that were made before we ask."""
        mark = uuid.uuid4().hex
        self.ask('GET', f'/changes/?q=topic:{mark}')
        end = time.monotonic() + 60
        while time.monotonic() < end:
            lines = (self.site / 'logs' / 'httpd_log').read_text('utf-8').splitlines()
            if any(mark in line for line in lines):
                return [line for line in lines if '/changes/?q=topic:' not in line]
            time.sleep(0.05)
        raise TimeoutError(mark)


def _java() -> Sequence[str]:
    # The directory has log4j's settings.
    jars = os.pathsep.join(map(str, [Path(__file__).parent, *map(fetched, JARS)]))
    options = ['-Xmx512m', *SHORT_LIVED, f'-Dflogger.backend_factory={_LOGGER}']
    return ['java', *options, '-cp', jars, 'com.google.gerrit.launcher.GerritLauncher']


def _prepared() -> Path:
    """A site with the users and the parent of projects, made once."""
    place = CACHE / f'gerrit-{VERSION}-{_RECIPE}'
    for one in JARS:
        fetched(one)
    with open(CACHE / '.gerrit.lock', 'w') as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not place.exists():
            temporary = place.with_name(f'{place.name}.new')
            shutil.rmtree(temporary, ignore_errors=True)
            with Gerrit.bare(temporary) as server:
                _furnish(server)
            for log in (temporary / 'logs').iterdir():
                log.unlink()
            temporary.rename(place)
    return place


def _furnish(server: Gerrit) -> None:
    for name, groups in PEOPLE.items():
        person = {
            'name': name.capitalize(),
            'email': f'{name}@example.org',
            'http_password': PASSWORD,
            'groups': groups,
        }
        server.ask('PUT', f'/accounts/{name}', person)
    server.ask('PUT', f'/projects/{PARENT}', {'permissions_only': True})
    for name, values in LABELS.items():
        label = {'values': values, 'function': 'NoBlock'}
        server.ask('PUT', f'/projects/{PARENT}/labels/{name}', label)
    server.require(PARENT, 'Verified', 'label:Verified=MAX AND -label:Verified=MIN')
    server.ask('POST', f'/projects/{PARENT}/access', {'add': {'refs/heads/*': _rights(server)}})


def _rights(server: Gerrit) -> Any:
    """What the service user needs."""
    group = server.ask('GET', f'/groups/{quote(SERVICE)}')['id']
    vote = {'rules': {group: {'action': 'ALLOW', 'min': -1, 'max': 1}}, 'label': 'Verified'}
    allowed = {'rules': {group: {'action': 'ALLOW'}}}
    names = ('submit', 'editTopicName', 'abandon', 'push', 'forgeAuthor', 'forgeCommitter')
    return {'permissions': {'label-Verified': vote, **dict.fromkeys(names, allowed)}}


def main() -> None:
    """Run one in the directory that is named, tell its address, and stay until we are ended."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())
    with Gerrit(Path(sys.argv[1]).absolute()) as gerrit:
        print(gerrit.url, flush=True)
        signal.pause()


if __name__ == '__main__':
    main()
